import type { NextFunction, Request, RequestHandler, Response } from 'express';

/**
 * Lets everything be reached below `basePath`. Paths without it still work: some proxies take the prefix away before
 * they pass a request on, and health checks come directly.
 * @param basePath with a slash at both ends
 */
export function underBasePath(basePath: string): RequestHandler {
  const bare = basePath.slice(0, -1);
  return (request: Request, response: Response, next: NextFunction) => {
    const { url } = request;
    if (url.startsWith(basePath)) request.url = url.slice(bare.length);
    else if (url === bare || url.startsWith(`${bare}?`))
      return response.redirect(308, basePath + url.slice(bare.length));
    next();
  };
}
