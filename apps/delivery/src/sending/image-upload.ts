import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { rejections } from '@duet/contracts';
import { Database } from '@duet/database';
import { CONFIG, failpoint } from '@duet/service-kit';
import { DiskStorage, type Storage } from '@duet/storage';
import {
  type AccountAccess,
  type ConversationType,
  imageCapability,
  type ImageFile,
  type TikTokClient,
  TikTokRefused,
  uploadCommentImage,
  uploadImage,
} from '@duet/tiktok-api';
import type { DeliveryConfig } from '../config.ts';
import type { LaneKey } from '../lanes/lane.ts';
import { LaneStore } from '../lanes/lane.store.ts';
import type { Outbound, PlatformImage } from '../outbound/outbound.ts';
import { OutboundStore } from '../outbound/outbound.store.ts';

export type Upload =
  /** The send that begins now has a lease of its own. */
  | { readonly kind: 'uploaded'; readonly image: PlatformImage; readonly leaseUntil: Date | null }
  | { readonly kind: 'refused'; readonly code: string; readonly reason: string }
  /** This attempt was given up meanwhile. */
  | { readonly kind: 'too-late' };

/**
 * Brings an image to TikTok before it is sent. An upload is no message: it may be repeated, and what is known of it is
 * committed before the send begins, so that a crash in between is told from one that may have sent.
 */
@Injectable()
export class ImageUpload {
  readonly #storage: Storage;
  readonly #database: Database;
  readonly #lanes: LaneStore;
  readonly #outbound: OutboundStore;
  readonly #config: DeliveryConfig;

  constructor(database: Database, lanes: LaneStore, outbound: OutboundStore, @Inject(CONFIG) config: DeliveryConfig) {
    this.#storage = new DiskStorage(config.MEDIA_FOLDER);
    this.#database = database;
    this.#lanes = lanes;
    this.#outbound = outbound;
    this.#config = config;
  }

  /** @throws TikTokError nothing was sent, whatever it says of the upload */
  async upload(client: TikTokClient, account: AccountAccess, outbound: Outbound): Promise<Upload> {
    const { platformImage, leaseUntil: claimedUntil } = outbound;
    if (platformImage) return { kind: 'uploaded', image: platformImage, leaseUntil: claimedUntil };
    const file = await this.#file(outbound);
    if (file === null) return refused('image_gone');
    const isDirect = outbound.channelType === 'tiktok_messenger';
    if (isDirect && !(await this.allows(client, account, outbound))) return refused('region_without_images');
    const image = isDirect
      ? await this.#direct(client, account, file, outbound)
      : await this.#comment(client, account, file);
    failpoint('delivery.uploaded');
    const leaseUntil = new Date(Date.now() + this.#config.SEND_LEASE_MS);
    const isOurs = await this.#database.asWorker(async (tx) => {
      await this.#lanes.lock(tx, outbound);
      return this.#outbound.markUploaded(tx, outbound, image, leaseUntil);
    });
    failpoint('delivery.upload-recorded');
    return isOurs ? { kind: 'uploaded', image, leaseUntil } : { kind: 'too-late' };
  }

  /**
   * Whether TikTok lets images into this conversation. It wants to be told what kind of conversation it is, and refuses
   * the other one: `stranger` until the business has written, which it may have done unseen.
   */
  async allows(client: TikTokClient, account: AccountAccess, lane: LaneKey): Promise<boolean> {
    const hasWritten = await this.#database.asWorker((tx) => this.#lanes.hasWritten(tx, lane));
    const ask = (conversationType: ConversationType): Promise<boolean> =>
      imageCapability(client, account, { conversationId: lane.threadId, conversationType });
    try {
      return await ask(hasWritten ? 'single' : 'stranger');
    } catch (error) {
      if (!(error instanceof TikTokRefused) || error.reason !== 'bad-request') throw error;
      return ask(hasWritten ? 'stranger' : 'single');
    }
  }

  async #file({ workspaceId, image }: Outbound): Promise<ImageFile | null> {
    const media = image && (await this.#storage.find(workspaceId, image.mediaId));
    if (!media) return null;
    const bytes = await buffer(Readable.from(this.#storage.read(workspaceId, media.mediaId)));
    const filename = media.contentType === 'image/png' ? 'image.png' : 'image.jpg';
    return { bytes: new Uint8Array(bytes), filename, contentType: media.contentType };
  }

  async #direct(
    client: TikTokClient,
    account: AccountAccess,
    file: ImageFile,
    { image }: Outbound,
  ): Promise<PlatformImage> {
    const { mediaId } = await uploadImage(client, account, file);
    return { id: mediaId, width: image?.width ?? 0, height: image?.height ?? 0 };
  }

  async #comment(client: TikTokClient, account: AccountAccess, file: ImageFile): Promise<PlatformImage> {
    const { imageUri, width, height } = await uploadCommentImage(client, account, file);
    return { id: imageUri, width, height };
  }
}

const refused = (code: 'image_gone' | 'region_without_images'): Upload => ({
  kind: 'refused',
  code,
  reason: rejections[code][1],
});
