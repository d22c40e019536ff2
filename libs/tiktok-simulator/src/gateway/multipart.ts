import type { UploadedFile } from './params.ts';

/** Reads a multipart form with the platform's own parser. @throws TypeError when it is malformed */
export async function readMultipart(body: Buffer, contentType: string): Promise<Record<string, string | UploadedFile>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const fields: Record<string, string | UploadedFile> = {};
  for (const [name, value] of form.entries()) {
    fields[name] =
      typeof value === 'string'
        ? value
        : { filename: value.name, mime: value.type, content: Buffer.from(await value.arrayBuffer()) };
  }
  return fields;
}
