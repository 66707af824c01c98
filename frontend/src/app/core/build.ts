import { HttpBackend, HttpClient } from '@angular/common/http';
import { DOCUMENT, inject, Service } from '@angular/core';
import { firstValueFrom } from 'rxjs';

/** The build of the app that runs in this tab. */
@Service()
export class Build {
  // Past the interceptors: what comes is a page, and nobody waits for it.
  private readonly http = new HttpClient(inject(HttpBackend));
  private readonly document = inject(DOCUMENT);

  /** Whether the server gives another one by now; false where it cannot be asked. */
  async isOutdated(): Promise<boolean> {
    const own = this.document.querySelector<HTMLScriptElement>('script[type=module][src*="main"]')?.getAttribute('src');
    if (!own) return false;
    try {
      const page = await firstValueFrom(this.http.get(this.document.baseURI, { responseType: 'text' }));
      // What answers may be something else, such as the page of a proxy.
      return page.includes('<px-root') && !page.includes(own);
    } catch {
      return false;
    }
  }
}
