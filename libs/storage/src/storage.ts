/** Media of a workspace. Bytes go in and out as streams; nothing holds a whole file in memory. */
export interface Storage {
  /**
   * Keeps a stream under an id. The same id again replaces what is there, so that a repeated step leaves one file.
   * @throws TooLarge more than `maxBytes` came; nothing is kept
   */
  put(workspaceId: string, bytes: AsyncIterable<Uint8Array>, about: MediaAbout): Promise<StoredMedia>;
  /** Null when there is nothing with this id in this workspace. */
  find(workspaceId: string, mediaId: string): Promise<StoredMedia | null>;
  /** @param range both ends are included; the whole file when left out */
  read(workspaceId: string, mediaId: string, range?: ByteRange): AsyncIterable<Uint8Array>;
  /** Removing what is not there is no error. */
  remove(workspaceId: string, mediaId: string): Promise<void>;
}

export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface MediaAbout {
  /** Made up when left out. */
  readonly mediaId?: string;
  readonly contentType: string;
  readonly maxBytes: number;
  /** In pixels, where known. */
  readonly width?: number;
  readonly height?: number;
  /** What an upload was prepared for, for example a channel type. */
  readonly madeFor?: string;
}

export interface StoredMedia {
  readonly mediaId: string;
  readonly contentType: string;
  readonly size: number;
  /** Of the bytes, in hex. */
  readonly sha256: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly madeFor: string | null;
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly maxBytes: number;

  constructor(maxBytes: number) {
    super(`more than ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}
