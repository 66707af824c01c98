import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The description of `/api/v1`, OpenAPI 3.1. Only complete when compiled: the compiler's plugin reads the DTOs. */
export function describeApi(app: INestApplication, version: string, basePath = '/'): OpenAPIObject {
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Pyxis')
    .setDescription('Your music, found and played. Errors are problem documents (RFC 9457); lists are paged by cursor.')
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit');
  // Without one, paths count from the root of the address.
  if (basePath !== '/') base.addServer(basePath.slice(0, -1));
  return SwaggerModule.createDocument(app, base.build(), {
    operationIdFactory: (_controller, method) => method,
  });
}

/** `/api/openapi.json`, and `/api/docs` to browse it. The document is made when it is first asked for. */
export function serveApiDescription(app: INestApplication, version: string, basePath: string): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app, version, basePath), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Pyxis API',
  });
}
