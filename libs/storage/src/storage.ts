/** Media of a workspace. Bytes go in and out as streams; nothing holds a whole file in memory. */
export interface Storage {
  /**
   * Keeps a stream and gives it an id.
   * @throws TooLarge more than `maxBytes` came; nothing is kept
   */
  put(workspaceId: string, bytes: AsyncIterable<Uint8Array>, about: MediaAbout): Promise<StoredMedia>;
  /** Null when there is nothing with this id in this workspace. */
  get(workspaceId: string, mediaId: string): Promise<(StoredMedia & { bytes: AsyncIterable<Uint8Array> }) | null>;
  /** Removing what is not there is no error. */
  remove(workspaceId: string, mediaId: string): Promise<void>;
}

export interface MediaAbout {
  readonly contentType: string;
  readonly maxBytes: number;
}

export interface StoredMedia {
  readonly mediaId: string;
  readonly contentType: string;
  readonly size: number;
  /** Of the bytes, in hex. */
  readonly sha256: string;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}
