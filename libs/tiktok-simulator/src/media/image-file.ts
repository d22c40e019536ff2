export interface ImageInfo {
  mime: 'image/png' | 'image/jpeg' | 'image/webp';
  width: number;
  height: number;
}

/** Kind and size by content, never by name. @returns undefined when it is not a readable PNG, JPEG or WebP */
export function readImage(file: Buffer): ImageInfo | undefined {
  try {
    return readPng(file) ?? readJpeg(file) ?? readWebp(file);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readPng(file: Buffer): ImageInfo | undefined {
  if (file.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') return undefined;
  return { mime: 'image/png', width: file.readUInt32BE(16), height: file.readUInt32BE(20) };
}

function readJpeg(file: Buffer): ImageInfo | undefined {
  if (file.readUInt16BE(0) !== 0xffd8) return undefined;
  let position = 2;
  for (;;) {
    const marker = file.readUInt16BE(position);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) {
      return { mime: 'image/jpeg', height: file.readUInt16BE(position + 5), width: file.readUInt16BE(position + 7) };
    }
    position += 2 + file.readUInt16BE(position + 2);
  }
}

function readWebp(file: Buffer): ImageInfo | undefined {
  if (file.toString('latin1', 0, 4) !== 'RIFF' || file.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  switch (file.toString('latin1', 12, 16)) {
    case 'VP8X':
      return { mime: 'image/webp', width: file.readUIntLE(24, 3) + 1, height: file.readUIntLE(27, 3) + 1 };
    case 'VP8L': {
      const bits = file.readUInt32LE(21);
      return { mime: 'image/webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8 ':
      return { mime: 'image/webp', width: file.readUInt16LE(26) & 0x3fff, height: file.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}
