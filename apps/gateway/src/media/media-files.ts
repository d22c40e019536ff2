import { Inject, Injectable } from '@nestjs/common';
import { type ChannelType, imageRules, Rejection, UploadView } from '@duet/contracts';
import { CONFIG } from '@duet/service-kit';
import { DiskStorage, type Storage } from '@duet/storage';
import type { GatewayConfig } from '../config.ts';
import { fitImage } from './fit-image.ts';

/** Pictures and videos of workspaces: what people upload, and what channels fetched. */
@Injectable()
export class MediaFiles {
  readonly storage: Storage;
  #fitting: Promise<unknown> = Promise.resolve();

  constructor(@Inject(CONFIG) config: GatewayConfig) {
    this.storage = new DiskStorage(config.MEDIA_FOLDER);
  }

  /**
   * Fits an uploaded image to a channel and keeps it. One at a time is decoded: each may take some hundred megabytes.
   * @throws Rejection `unsupported_content` the channel sends no images; `image_too_large`; as fitImage
   */
  async keepImage(workspaceId: string, file: Uint8Array, channelType: ChannelType): Promise<UploadView> {
    const rules = imageRules[channelType];
    if (rules === null) throw new Rejection('unsupported_content');
    if (file.byteLength > rules.acceptedBytes) throw new Rejection('image_too_large', { size: file.byteLength });
    const turn = this.#fitting.then(() => fitImage(file, rules));
    this.#fitting = turn.catch(() => undefined);
    const { bytes, contentType, width, height } = await turn;
    const about = { contentType, width, height, maxBytes: rules.maxBytes, madeFor: channelType };
    const { mediaId, size } = await this.storage.put(workspaceId, oneChunk(bytes), about);
    return { mediaId, contentType, size, width, height, for: channelType };
  }

  /** @throws Rejection `image_gone` there is no such upload in this workspace */
  async findUpload(workspaceId: string, mediaId: string): Promise<UploadView> {
    const media = await this.storage.find(workspaceId, mediaId);
    const upload = UploadView.safeParse({ ...media, for: media?.madeFor });
    if (!upload.success) throw new Rejection('image_gone');
    return upload.data;
  }
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
