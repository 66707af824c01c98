/** An address as it is called: a password in it becomes a header. */
export interface CallableAddress {
  readonly url: URL;
  /** To be told to this origin, and to no other. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @param address of the web, with or without name and password */
export function callableAddress(address: string): CallableAddress {
  const url = new URL(address);
  const { username, password } = url;
  if (username === '' && password === '') return { url, headers: {} };
  url.username = url.password = '';
  const credentials = `${decoded(username)}:${decoded(password)}`;
  return { url, headers: { Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` } };
}

/** The same name and password at another address of the same origin; another origin gets neither. */
export function withCredentialsOf(address: string, target: URL): string {
  const { username, password, origin } = new URL(address);
  const url = new URL(target);
  url.username = url.password = '';
  if (url.origin === origin) {
    url.username = username;
    url.password = password;
  }
  return url.href;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
