import { z } from 'zod';
import { optionalId, optionalText } from './wire.ts';

/** @param timestamp differs by door: seconds in the conversation list, milliseconds in the webhook */
export function adReferral(timestamp: z.ZodType<number | null>) {
  return z
    .object({
      advertiser_id: optionalId,
      ad_id: optionalId,
      timestamp,
      ad_name: optionalText,
      embed_url: optionalText,
      message_material_id: optionalId,
    })
    .transform((wire) => ({
      advertiserId: wire.advertiser_id,
      adId: wire.ad_id,
      clickedAtMs: wire.timestamp,
      adName: wire.ad_name,
      embedUrl: wire.embed_url,
      messageMaterialId: wire.message_material_id,
    }));
}

export const linkReferral = z
  .object({ ref: optionalText, prefilled_message: optionalText, prefilled_message_audit_status: optionalText })
  .transform((wire) => ({
    ref: wire.ref,
    prefilledMessage: wire.prefilled_message,
    auditStatus: wire.prefilled_message_audit_status,
  }));
