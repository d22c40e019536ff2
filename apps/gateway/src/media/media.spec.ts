import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import { newId, UploadView } from '@duet/contracts';
import { DiskStorage } from '@duet/storage';
import sharp from 'sharp';
import { refusalOf, startGateway, type TestGateway } from '../../test/start-gateway.ts';

let gateway: TestGateway;
let workspaceId: string;
let bearer: string;
let storage: DiskStorage;

beforeAll(async () => {
  gateway = await startGateway();
  workspaceId = await gateway.createWorkspace('olga@shop.test');
  bearer = await gateway.createApiKey(workspaceId, 'agent');
  storage = new DiskStorage(gateway.config.MEDIA_FOLDER);
});
afterAll(() => gateway.stop());

const MB = 1024 ** 2;

interface Upload {
  readonly file: Uint8Array;
  readonly channel?: string;
  readonly name?: string;
  readonly type?: string;
}

function upload({ file, channel = 'tiktok_messenger', name = 'photo.jpg', type = 'image/jpeg' }: Upload) {
  const form = new FormData();
  form.set('for', channel);
  form.set('file', new Blob([new Uint8Array(file)], { type }), name);
  return post(form);
}

const post = (body: FormData | string, headers: Record<string, string> = {}, credentials = withKey()) =>
  fetch(`${gateway.gateway.url}/api/v1/media`, { method: 'POST', body, headers: { ...credentials, ...headers } });

const withKey = (): Record<string, string> => ({ authorization: `Bearer ${bearer}` });

async function kept(response: Response): Promise<UploadView & { bytes: Buffer }> {
  if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
  const view = UploadView.parse(await response.json());
  const bytes = Buffer.concat(await Array.fromAsync(storage.read(workspaceId, view.mediaId)));
  return { ...view, bytes };
}

const plain = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#0a7' } });

/** Pixels that no encoder can make small. */
const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } });

const get = (mediaId: string, headers: Record<string, string> = {}) =>
  gateway.call('GET', `/api/v1/media/${mediaId}`, { bearer, headers });

test('DM-04, DM-05: an image is kept upright, without the place where it was taken, and told with type and size', async () => {
  const file = await plain(300, 200)
    .withExif({ IFD0: { Copyright: 'Olga' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const image = await kept(await upload({ file }));
  expect(image).toMatchObject({ contentType: 'image/jpeg', width: 200, height: 300, for: 'tiktok_messenger' });
  expect(image.size).toBe(image.bytes.length);
  const { exif, orientation, icc, width } = await sharp(image.bytes).metadata();
  expect([exif, orientation, icc, width]).toEqual([undefined, undefined, undefined, 200]);
});

test('REC-13: what a file is decides its content, not its name or declared type', async () => {
  const image = await kept(
    await upload({ file: await plain(64, 64).png().toBuffer(), name: 'page.html', type: 'text/html' }),
  );
  expect(image.contentType).toBe('image/png');
  const script = Buffer.from('<script>alert(1)</script>');
  expect(await refusalOf(await upload({ file: script, name: 'photo.png', type: 'image/png' }))).toEqual([
    422,
    'image_type',
  ]);
});

test.each([
  ['GIF', () => plain(8, 8).gif().toBuffer()],
  ['WebP', () => plain(8, 8).webp().toBuffer()],
  ['SVG', () => Promise.resolve(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'))],
  ['MP4', () => Promise.resolve(Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isom', 'latin1'))],
  ['nothing', () => Promise.resolve(Buffer.alloc(0))],
])('DM-05, DM-10, FEED-09: %s is no image that is sent', async (_kind, make) => {
  expect(await refusalOf(await upload({ file: await make() }))).toEqual([422, 'image_type']);
});

test('a damaged image is refused as such', async () => {
  const whole = await noise(200, 200).jpeg().toBuffer();
  expect(await refusalOf(await upload({ file: whole.subarray(0, 5_000) }))).toEqual([422, 'image_unreadable']);
});

test('an image of few bytes and very many pixels is refused before it is decoded', async () => {
  const bomb = pngHeader(60_000, 60_000);
  expect(bomb.length).toBeLessThan(MB);
  expect(await refusalOf(await upload({ file: bomb, type: 'image/png' }))).toEqual([422, 'image_too_many_pixels']);
});

test('DM-06: an image for a direct message has at most 3 MB when it is kept', async () => {
  const png = await noise(1500, 1500).png({ compressionLevel: 0 }).toBuffer();
  expect(png.length).toBeGreaterThan(6 * MB);
  const image = await kept(await upload({ file: png }));
  expect(image.bytes.length).toBeLessThanOrEqual(3 * MB);
  expect(image.contentType).toBe('image/jpeg');
  const { width, height } = await sharp(image.bytes).metadata();
  expect([width, height]).toEqual([image.width, image.height]);
});

test('FEED-10, REC-01: 10 MB are too many, and a file that is no form at all is told from one', async () => {
  expect(await refusalOf(await upload({ file: Buffer.alloc(10 * MB), channel: 'tiktok_feed' }))).toEqual([
    413,
    'image_too_large',
  ]);
  expect(await refusalOf(await upload({ file: Buffer.alloc(17 * MB) }))).toEqual([413, 'too_large']);
});

test.each([
  ['a large photo', 4000, 3000, 1440, 1080],
  ['a tall photo', 3000, 6000, 960, 1920],
  ['a small picture', 100, 120, 360, 432],
  ['one that fits', 720, 1280, 720, 1280],
])('REC-01: %s for a comment is brought to 360×360 to 1080×1920', async (_what, width, height, toWidth, toHeight) => {
  const file = await plain(width, height).png().toBuffer();
  expect(await kept(await upload({ file, channel: 'tiktok_feed' }))).toMatchObject({
    width: toWidth,
    height: toHeight,
  });
});

test('REC-01: what cannot be fitted for a comment is refused with the reason', async () => {
  const file = await plain(3000, 300).png().toBuffer();
  expect(await refusalOf(await upload({ file, channel: 'tiktok_feed' }))).toEqual([422, 'image_shape']);
  expect((await kept(await upload({ file }))).width).toBe(3000);
});

test('a form without a file, for no channel or cut off is a bad request', async () => {
  const form = new FormData();
  form.set('for', 'tiktok_messenger');
  expect(await refusalOf(await post(form))).toEqual([400, 'bad_request']);
  expect(await refusalOf(await upload({ file: Buffer.from('x'), channel: 'telegraph' }))).toEqual([400, 'bad_request']);
  const cut = { 'content-type': 'multipart/form-data; boundary=x' };
  expect(await refusalOf(await post('--x\r\nContent-Dispo', cut))).toEqual([400, 'bad_request']);
  expect(await refusalOf(await post('{}', { 'content-type': 'application/json' }))).toEqual([
    415,
    'unsupported_media_type',
  ]);
});

test('an upload needs credentials, and a cookie that our own page sends', async () => {
  const anonymous = await post(new FormData(), {}, {});
  expect(await refusalOf(anonymous)).toEqual([401, 'unauthenticated']);
  const cookie = await gateway.signIn('olga@shop.test');
  const forged = await post(new FormData(), { cookie, origin: 'http://evil.test' }, {});
  expect(await refusalOf(forged)).toEqual([403, 'forbidden']);
});

test('a picture is served to its workspace alone, and a browser can do nothing with it but show it', async () => {
  const image = await kept(await upload({ file: await plain(64, 64).png().toBuffer() }));
  const response = await get(image.mediaId);
  expect(Buffer.from(await response.arrayBuffer())).toEqual(image.bytes);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'image/png',
    'content-length': String(image.size),
    'content-disposition': `inline; filename="${image.mediaId}.png"`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=31536000, immutable',
  });
  const again = await get(image.mediaId, { 'if-none-match': response.headers.get('etag') ?? '' });
  expect([again.status, await again.text()]).toEqual([304, '']);
  const other = await gateway.createApiKey(await gateway.createWorkspace('otto@rival.test'), 'owner');
  const foreign = await gateway.call('GET', `/api/v1/media/${image.mediaId}`, { bearer: other });
  expect(await refusalOf(foreign)).toEqual([404, 'not_found']);
  expect((await gateway.call('GET', `/api/v1/media/${image.mediaId}`)).status).toBe(401);
  expect(await refusalOf(await get(newId()))).toEqual([404, 'not_found']);
  expect(await refusalOf(await get('..%2f..%2fetc'))).toEqual([400, 'bad_request']);
});

test('DM-09: a video plays from any place: its parts are served', async () => {
  const bytes = randomBytes(1000);
  const video = await storage.put(workspaceId, Readable.from([bytes]), {
    contentType: 'video/mp4',
    maxBytes: 1000,
  });
  const part = await get(video.mediaId, { range: 'bytes=100-199' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 100-199/1000']);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(100, 200));
  const behind = await get(video.mediaId, { range: 'bytes=1000-' });
  expect([behind.status, behind.headers.get('content-range')]).toEqual([416, 'bytes */1000']);
});

test('a reply names an upload; its owner is told what that is, whatever the caller says of it', async () => {
  const image = await kept(await upload({ file: await plain(64, 48).png().toBuffer() }));
  const reply = (body: object) => gateway.call('POST', `/api/v1/tickets/${newId()}/messages`, { bearer, body });
  const { bytes: _bytes, ...view } = image;
  expect((await reply({ imageId: image.mediaId, image: { mediaId: newId() } })).status).toBe(202);
  expect(gateway.owners.asked.at(-1)?.request).toMatchObject({ imageId: image.mediaId, image: view });
  expect((await reply({ text: 'hello', image: view })).status).toBe(202);
  expect(gateway.owners.asked.at(-1)?.request).not.toHaveProperty('image');
  expect(await refusalOf(await reply({ imageId: newId() }))).toEqual([422, 'image_gone']);
  const fetched = await storage.put(workspaceId, Readable.from([image.bytes]), {
    contentType: 'image/png',
    maxBytes: MB,
  });
  expect(await refusalOf(await reply({ imageId: fetched.mediaId }))).toEqual([422, 'image_gone']);
});

/** A well-formed PNG header that promises more than a machine can hold. */
function pngHeader(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  const data = deflateSync(Buffer.alloc(1024));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, checksum]);
}
