/** What covers are sent as. */
export type PictureFormat = 'webp' | 'jpeg' | 'avif';

/** A request to the process that decodes pictures. */
export type PictureTask =
  | { readonly kind: 'scale'; readonly original: Uint8Array; readonly sizePx: number; readonly format: PictureFormat }
  | { readonly kind: 'look'; readonly original: Uint8Array };

/** What can be told of a picture without showing it. */
export interface PictureLook {
  /** Of the original, in pixels. */
  readonly width: number;
  readonly height: number;
  /** A tiny preview as a data URL. */
  readonly placeholder: string;
  /** `#rrggbb`, most telling first. */
  readonly swatches: string[];
}

/** Of each kind of task. */
export interface PictureResults {
  readonly scale: Uint8Array;
  readonly look: PictureLook;
}

export interface PictureRequest {
  readonly id: number;
  readonly task: PictureTask;
}

/** `ready` comes once, `begun` when a task leaves the queue, one of the others at its end. */
export type PictureMessage =
  | 'ready'
  | { readonly id: number; readonly begun: true }
  | { readonly id: number; readonly result: PictureResults[keyof PictureResults] }
  | { readonly id: number; readonly isUnreadable: true };
