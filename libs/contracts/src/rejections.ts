/** Every refusal a caller can act on: its HTTP status and what to do, in a support agent's words. */
export const rejections = {
  bad_request: [400, 'The request is not complete or not well formed.'],
  unsupported_media_type: [415, 'Send the body as application/json.'],
  signature_invalid: [401, 'The webhook signature is missing or wrong.'],
  not_stored: [503, 'The delivery could not be stored. Deliver it again.'],
  unauthenticated: [401, 'Sign in, or send a valid API key, and try again.'],
  wrong_credentials: [401, 'E-mail or password is wrong.'],
  link_invalid: [400, 'This link was used already, or is too old. Ask for another one where you got it.'],
  forbidden: [403, 'Your role does not allow this. Ask an admin of the workspace.'],
  already_member: [409, 'This person is in the workspace already. Change their role in the list of people.'],
  last_owner: [409, 'A workspace needs an owner. Make somebody else an owner first.'],
  plan_not_allowed: [403, 'TikTok is available on paid plans. Upgrade the workspace to connect it.'],
  not_found: [404, 'There is nothing with this id in your workspace.'],
  already_claimed: [409, 'Somebody else took this ticket first.'],
  ticket_changed: [
    409,
    'Somebody else changed this ticket in the meantime. Look at what is there now; do it again if you still want to.',
  ],
  ticket_resolved: [409, 'This ticket is resolved. Reopen it to go on.'],
  hold_in_past: [422, 'Choose a time to come that is at most a year away.'],
  shortcut_taken: [409, 'Another saved reply has this shortcut already. Choose another one.'],
  team_in_use: [409, 'An assignment rule gives tickets to this team. Change the rule first.'],
  changed_meanwhile: [409, 'Somebody else changed this in the meantime. Look at what is there now, and save again.'],
  attribute_unfit: [422, 'This does not fit the field. Check what kind of value it takes.'],
  merge_with_itself: [422, 'This is the same contact. Choose another one.'],
  already_merged: [409, 'One of the two is merged with a contact already. Look at whom it belongs to now.'],
  holds_merged: [409, 'Other contacts are merged into this one. Take them apart first, or merge the other way round.'],
  not_merged: [409, 'These contacts are not merged, or not any more.'],
  tag_exists: [409, 'There is a tag with this name already. Choose it, or another name.'],
  ticket_open_elsewhere: [409, 'This conversation already has an open ticket. Go on there.'],
  channel_disconnected: [409, 'This channel is disconnected. Reconnect it to send.'],
  permission_missing: [
    409,
    "A permission that this channel needs was not granted. Permissions are given on TikTok's page only: reconnect and grant it there.",
  ],
  region_not_supported: [
    409,
    'TikTok does not offer its messaging API to this account: the region where it is registered is not supported.',
  ],
  region_without_images: [409, 'Pictures cannot be sent in the region of this account or of this customer.'],
  window_closed: [409, 'The 48 hours to reply are over. The customer must write first.'],
  no_inbound: [409, 'The customer must write first: TikTok does not let a business open a conversation.'],
  quota_used_up: [409, 'All 10 messages of this window are used. The customer must write first.'],
  text_too_long: [422, 'The text is longer than this channel allows. Shorten it.'],
  empty_text: [422, 'Write something before sending.'],
  same_text_unconfirmed: [
    409,
    'The same text was sent here and its outcome is not known yet. Wait until it is settled, or say what happened to it.',
  ],
  not_unconfirmed: [409, 'The outcome of this message is known already.'],
  taken_over: [409, 'A person took this conversation over. Answer there yourself, or leave it to them.'],
  not_a_comment: [409, 'Only comments that stand on TikTok can be hidden, shown, edited or deleted.'],
  own_comment: [409, 'Only comments of customers can be hidden or shown.'],
  foreign_comment: [409, 'TikTok lets nobody but its author delete a comment. Hide it instead.'],
  not_posted_here: [
    409,
    'Only comments that were posted from here can be deleted here. Delete this one in the TikTok app.',
  ],
  not_editable: [409, 'Only comments that were posted from here can be edited.'],
  picture_not_editable: [409, 'A picture cannot be edited. Delete the comment and send another one.'],
  edit_under_way: [409, 'This comment has a newer text already. Edit that one.'],
  moderation_pending: [409, 'TikTok is still at the last action on this comment.'],
  already_in_effect: [409, 'This is how the comment is already.'],
  comment_deleted: [409, 'This comment is deleted on TikTok.'],
  job_too_large: [422, 'A job takes at most 10,000 comments. Narrow the choice and start several jobs.'],
  job_without_work: [409, 'There is no comment that this would change.'],
  job_running: [409, 'This job is still at work. Wait for its end, or cancel it first.'],
  job_ended: [409, 'This job has ended already.'],
  overtaken: [409, 'Somebody has decided about this comment since.'],
  unsupported_content: [422, 'This channel cannot send this kind of message.'],
  buttons_missing: [422, 'A message with buttons needs at least one. Add a button, or send the text alone.'],
  too_many_buttons: [422, 'A message has at most 3 buttons. Remove some.'],
  buttons_mixed: [422, 'All buttons of one message are of one kind. Make them all answers or all links.'],
  button_empty: [422, 'Every button needs a text.'],
  button_too_long: [
    422,
    'The text of a button is longer than TikTok shows: 20 characters, or 40 on one that looks like a link.',
  ],
  card_stands_alone: [422, 'A message with buttons goes alone: without another text, an image or a reference.'],
  no_signals: [422, 'Customers of this channel are not shown who is typing or has read.'],
  image_type: [422, 'Only PNG and JPG images can be sent.'],
  image_unreadable: [422, 'This file is damaged or no image. Choose another one.'],
  image_too_large: [413, 'The image must be smaller than 10 MB. Choose a smaller one.'],
  image_too_many_pixels: [422, 'The image has more than 50 million pixels. Choose a smaller one.'],
  image_shape: [422, 'The image is too long and narrow for a comment. Cut it to less than five times its width.'],
  image_gone: [422, 'This image is not here, or not in your workspace. Attach it again.'],
  image_for_other_channel: [422, 'This image was prepared for another channel. Attach it again.'],
  image_with_reference: [422, 'A message refers to an earlier one or holds an image, not both. Remove one of them.'],
  text_or_image: [422, 'A comment holds a text or an image, not both. Remove one of them.'],
  two_messages_needed: [409, 'An image and a text are two messages, and one is left in this window. Send one of them.'],
  held_back: [
    409,
    'The image before this text was not sent, so the text was held back. Send it again to send it alone.',
  ],
  state_invalid: [
    400,
    'This connection attempt is unknown, already used or older than 10 minutes. Start again from Integrations.',
  ],
  consent_refused: [409, 'The permissions were not granted on TikTok. Nothing was connected; you can try again.'],
  account_not_business: [
    409,
    'Only a TikTok Business account can be connected. Switch the account type on TikTok first.',
  ],
  account_taken: [409, 'This TikTok account is connected in another workspace.'],
  other_account: [409, 'This is another TikTok account than the one of this channel. Nothing was changed.'],
  app_not_sealable: [
    409,
    'Credentials cannot be kept yet: APP_SEALING_KEY is not set. Give it to channels and to ingestion first.',
  ],
  needs_reconnecting: [409, 'TikTok no longer accepts our access to this account. Reconnect the channel.'],
  tiktok_refused: [502, 'TikTok refused this. Its reason stands beside it.'],
  tiktok_unreachable: [503, 'TikTok cannot be reached right now. Try again in a minute.'],
  idempotency_key_reused: [422, 'This Idempotency-Key was used with another request. Use a new key.'],
  too_many_attempts: [429, 'Too many attempts. Wait a few minutes and try again.'],
  too_large: [413, 'The request is larger than allowed.'],
  no_answer: [503, 'The service in charge did not answer in time. Try again.'],
  internal: [500, 'Something broke on our side. It is logged; try again.'],
} as const satisfies Record<string, readonly [status: number, sentence: string]>;

export type RejectionCode = keyof typeof rejections;

export const isRejectionCode = (code: string): code is RejectionCode => code in rejections;

/** A refusal the caller can act on. Thrown by decisions and handlers, mapped once to problem+json. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly code: RejectionCode;
  /** What else the caller should know, for example the length limit or who took the ticket. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: RejectionCode, details: Readonly<Record<string, unknown>> = {}, message?: string) {
    super(message ?? rejections[code][1]);
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return rejections[this.code][0];
  }
}
