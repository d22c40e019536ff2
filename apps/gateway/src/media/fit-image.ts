import { type ImageRules, Rejection } from '@duet/contracts';
import { sniff } from '@duet/storage';
import sharp, { type Sharp } from 'sharp';

export interface FittedImage {
  readonly bytes: Buffer;
  readonly contentType: 'image/png' | 'image/jpeg';
  readonly width: number;
  readonly height: number;
}

const MOST_PIXELS = 50_000_000;
const TIMEOUT_S = 20;
const JPEG_QUALITY = 85;
/** Each turn makes the image a little smaller than its bytes ask for. */
const MARGIN = 0.9;
const MOST_TURNS = 6;

/**
 * Makes an image out of a file that a channel takes: upright, without metadata, in its limits of bytes and pixels.
 * A PNG stays one unless it is too large for that.
 *
 * @throws Rejection `image_type`, `image_unreadable`, `image_too_many_pixels`, `image_shape`
 */
export async function fitImage(file: Uint8Array, rules: ImageRules): Promise<FittedImage> {
  const type = sniff(file);
  if (type !== 'image/png' && type !== 'image/jpeg') throw new Rejection('image_type');
  const size = await sizeOf(file);
  const scale = scaleFor(size, rules.sides);
  if (type === 'image/png') {
    const fitted = await encode(file, scaled(size, scale), type);
    if (fitted.bytes.length <= rules.maxBytes) return fitted;
  }
  let factor = scale;
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const fitted = await encode(file, scaled(size, factor), 'image/jpeg');
    if (fitted.bytes.length <= rules.maxBytes) return fitted;
    factor *= MARGIN * Math.sqrt(rules.maxBytes / fitted.bytes.length);
  }
  throw new Rejection('image_too_many_pixels');
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** As a person sees it: a photo that only says it stands upright is read as upright. */
async function sizeOf(file: Uint8Array): Promise<Size> {
  const { width, height, autoOrient } = await read(sharp(file, { limitInputPixels: false }).metadata());
  if (width * height > MOST_PIXELS) throw new Rejection('image_too_many_pixels');
  return autoOrient;
}

/**
 * By how much to scale: down to the longest and shortest side allowed, up only where a side is below the least.
 * @throws Rejection `image_shape` no scale satisfies both
 */
export function scaleFor({ width, height }: Size, sides: ImageRules['sides']): number {
  if (sides === null) return 1;
  const [short, long] = width < height ? [width, height] : [height, width];
  const most = Math.min(sides.short / short, sides.long / long);
  const least = sides.min / short;
  if (least > most) throw new Rejection('image_shape');
  return Math.max(Math.min(1, most), least);
}

const scaled = ({ width, height }: Size, factor: number): Size => ({
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor)),
});

async function encode(file: Uint8Array, size: Size, contentType: FittedImage['contentType']): Promise<FittedImage> {
  const upright = open(file).timeout({ seconds: TIMEOUT_S }).autoOrient();
  const sized = upright.resize({ ...size, fit: 'fill' });
  const encoded =
    contentType === 'image/png'
      ? sized.png({ compressionLevel: 9 })
      : sized.flatten({ background: '#fff' }).jpeg({ quality: JPEG_QUALITY });
  return { bytes: await read(encoded.toBuffer()), contentType, ...size };
}

const open = (file: Uint8Array): Sharp =>
  sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });

/** Whatever the decoder says, the person can only choose another file. */
async function read<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (cause) {
    throw Object.assign(new Rejection('image_unreadable'), { cause });
  }
}
