import { Injectable } from '@nestjs/common';
import { type AnswerOf, ImagesAllowed, Rejection, type RequestOf } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { TikTokError, TikTokRefused } from '@duet/tiktok-api';
import { ImageUpload } from './image-upload.ts';
import { Transmit } from './transmit.ts';

/** A person waits for the answer: better a little later than not. */
const PATIENCE_MS = 6_000;

/** Asks TikTok whether images may be sent into a conversation (DM-24). */
@Injectable()
export class ImagesAnswers {
  constructor(
    private readonly transmit: Transmit,
    private readonly images: ImageUpload,
  ) {}

  @AnswersOutside(ImagesAllowed)
  async allowed(
    { accountId, channelId, conversationId }: RequestOf<typeof ImagesAllowed>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof ImagesAllowed>> {
    const { workspaceId } = actor;
    const reading = { work: `images in ${conversationId}`, patienceMs: PATIENCE_MS };
    try {
      const lane = { workspaceId, channelId, threadId: conversationId };
      const allowed = await this.transmit.read({ workspaceId, accountId }, reading, (client, account) =>
        this.images.allows(client, account, lane),
      );
      return { allowed };
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      if (error instanceof TikTokRefused) throw new Rejection('tiktok_refused', { reason: error.advice });
      throw new Rejection('tiktok_unreachable');
    }
  }
}
