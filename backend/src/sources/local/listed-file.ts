/** A file as it is in its folder. */
export interface ListedFile {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
}
