import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { Request } from 'express';
import { InvalidRequest } from '../common/index.js';

/**
 * Refuses query parameters on endpoints that take none. Where an endpoint has a query DTO, the validation pipe refuses
 * what the DTO does not name; a handler without one would silently ignore everything.
 */
@Injectable()
export class NoStrayQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const names = Object.keys(context.switchToHttp().getRequest<Request>().query);
    if (names.length > 0 && !takesQuery(context)) {
      throw new InvalidRequest(names.map((field) => ({ field, detail: 'is not known here.' })));
    }
    return true;
  }
}

function takesQuery(context: ExecutionContext): boolean {
  const bindings = (Reflect.getMetadata(ROUTE_ARGS_METADATA, context.getClass(), context.getHandler().name) ??
    {}) as Readonly<Record<string, unknown>>;
  return Object.keys(bindings).some((binding) => binding.startsWith(`${RouteParamtypes.QUERY}:`));
}
