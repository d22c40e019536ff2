/** Columns carry the names of the entities' fields. Times are platform milliseconds unless the name says `real`. */
export const schema = `
create table if not exists meta (key text primary key, value text not null) strict;

create table if not exists accounts (
  openId text primary key, username text not null unique, displayName text not null, authorId text not null unique,
  kind text not null, region text not null, createdAt integer not null) strict;

create table if not exists customers (
  uniqueIdentifier text primary key, userId text not null, username text not null unique, displayName text not null,
  region text not null, isFollower integer not null) strict;

create table if not exists authCodes (
  code text primary key, openId text not null, scopes text not null, redirectUri text not null,
  expiresAt integer not null, usedAt integer) strict;

create table if not exists tokens (
  token text primary key, kind text not null, grantId text not null, openId text not null, scopes text not null,
  consentedAt integer not null, expiresAt integer not null, deadAt integer) strict;
create index if not exists tokensByAccount on tokens (openId, kind);
create index if not exists tokensByGrant on tokens (grantId);

create table if not exists conversations (
  conversationId text primary key, openId text not null, customerId text not null, type text not null,
  lastInboundAt integer, lastInboundSeq integer, updatedAt integer not null, unread integer not null,
  blocked integer not null, answeredBack integer not null, referrals text not null, unique (openId, customerId)) strict;
create index if not exists conversationsByAccount on conversations (openId, type, updatedAt);

create table if not exists messages (
  seq integer primary key, messageId text not null unique, conversationId text not null, openId text not null,
  at integer not null, direction text not null, source text not null, type text not null, body text not null,
  referencedMessageId text, buttonPayload text, reactions text not null) strict;
create index if not exists messagesByConversation on messages (conversationId, seq);
create index if not exists messagesByAccount on messages (openId, seq);

create table if not exists mediaFiles (
  mediaId text primary key, openId text not null, kind text not null, mime text not null,
  content blob not null, createdAt integer not null) strict;

create table if not exists posts (
  itemId text primary key, openId text not null, mediaType text not null, caption text not null,
  createdAt integer not null, likes integer not null, isAd integer not null) strict;
create index if not exists postsByAccount on posts (openId, createdAt);

create table if not exists comments (
  seq integer primary key, commentId text not null unique, videoId text not null, openId text not null, rootId text,
  authorId text not null, owner integer not null, text text not null, imageUri text, createdAt integer not null,
  hidden integer not null, hiddenChangeRealAt integer not null, deletedAt integer,
  likes integer not null, liked integer not null) strict;
create index if not exists commentsByPost on comments (videoId, rootId);
create index if not exists commentsByRoot on comments (rootId);
create index if not exists commentsByAccount on comments (openId, seq);

create table if not exists commentImages (
  imageUri text primary key, openId text not null, mime text not null, width integer not null,
  height integer not null, content blob not null) strict;

create table if not exists subscriptions (
  eventType text primary key, callbackUrl text not null, itemList text not null) strict;

create table if not exists deliveries (
  id integer primary key, eventType text not null, event text not null, openId text not null, body text not null,
  state text not null, attempts integer not null, createdRealAt integer not null, nextRealAt integer not null,
  firstAttemptRealAt integer, acknowledgedRealAt integer, lastStatus integer, lastError text) strict;
create index if not exists deliveriesByState on deliveries (state, id);

create table if not exists faults (id integer primary key, definition text not null, remaining integer) strict;

create table if not exists ledger (
  seq integer primary key, at integer not null, realAt integer not null, kind text not null, account text,
  tokenFingerprint text, target text not null, text text, result text not null) strict;
create index if not exists ledgerByKind on ledger (kind, seq);
create index if not exists ledgerByAccount on ledger (account, seq);
`;
