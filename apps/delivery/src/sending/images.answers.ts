import { Injectable } from '@nestjs/common';
import { type AnswerOf, ImagesAllowed, Rejection, type RequestOf } from '@duet/contracts';
import { AnswersOutside, type Question } from '@duet/messaging';
import { TikTokError, TikTokRefused } from '@duet/tiktok-api';
import { allowsImages } from './image-upload.ts';
import { Transmit } from './transmit.ts';

/** Asks TikTok whether images may be sent into a conversation (DM-24). */
@Injectable()
export class ImagesAnswers {
  constructor(private readonly transmit: Transmit) {}

  @AnswersOutside(ImagesAllowed)
  async allowed(
    { accountId, conversationId }: RequestOf<typeof ImagesAllowed>,
    { actor }: Question,
  ): Promise<AnswerOf<typeof ImagesAllowed>> {
    const of = { workspaceId: actor.workspaceId, accountId };
    try {
      const { client, account } = await this.transmit.access(of, `images in ${conversationId}`);
      return { allowed: await allowsImages(client, account, conversationId) };
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      if (error instanceof TikTokRefused) throw new Rejection('tiktok_refused', { reason: error.advice });
      throw new Rejection('tiktok_unreachable');
    }
  }
}
