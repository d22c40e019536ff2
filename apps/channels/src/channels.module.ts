import { Module } from '@nestjs/common';
import { AccountStore } from './accounts/account.store.ts';
import { AppAnswers } from './app/app.answers.ts';
import { AppVersionStore } from './app/app-version.store.ts';
import { TikTokApp } from './app/tiktok-app.ts';
import { TellPace } from './accounts/tell-pace.ts';
import { ChannelNews } from './channels/channel-news.ts';
import { ChannelStore } from './channels/channel.store.ts';
import { DisconnectChannel } from './channels/disconnect-channel.ts';
import { TellCapabilities } from './channels/tell-capabilities.ts';
import { ListChannels } from './channels/list-channels.ts';
import { CommentImageLookupStore } from './comments/comment-image-lookup.store.ts';
import { CommentImages } from './comments/comment-images.ts';
import { CommentAuthors } from './comments/comment-authors.ts';
import { LearnAuthor } from './comments/learn-author.ts';
import { TellCommentOwners } from './comments/tell-comment-owners.ts';
import { AccountReader } from './connecting/account-reader.ts';
import { Authorization } from './connecting/authorization.ts';
import { ChannelSetup } from './connecting/channel-setup.ts';
import { CompleteConnection } from './connecting/complete-connection.ts';
import { ConnectionStatus } from './connecting/connection-status.ts';
import { ConnectionStore } from './connecting/connection.store.ts';
import { Consents } from './connecting/consents.ts';
import { ExpireConnections } from './connecting/expire-connections.ts';
import { FinishSetup } from './connecting/finish-setup.ts';
import { SetupForms } from './connecting/setup-form.ts';
import { StartConnection } from './connecting/start-connection.ts';
import { WatchMessaging } from './connecting/watch-messaging.ts';
import { WatchWebhooks } from './connecting/watch-webhooks.ts';
import { WebhookProbe } from './connecting/webhook-probe.ts';
import { WebhookRegistration } from './connecting/webhook-registration.ts';
import { ContactDescriber } from './contacts/contact-describer.ts';
import { ContactLookupStore } from './contacts/contact-lookup.store.ts';
import { ContactReader } from './contacts/contact-reader.ts';
import { DescribeContacts } from './contacts/describe-contacts.handler.ts';
import { TellHealth } from './health/tell-health.ts';
import { FetchMedia } from './media/fetch-media.handler.ts';
import { MediaFetchStore } from './media/media-fetch.store.ts';
import { MediaFetcher } from './media/media-fetcher.ts';
import { MediaReader } from './media/media-reader.ts';
import { DescribePosts } from './posts/describe-posts.handler.ts';
import { PostDescriber } from './posts/post-describer.ts';
import { PostLookupStore } from './posts/post-lookup.store.ts';
import { AccountChecks } from './pre-flight/account-checks.ts';
import { InstallationChecks } from './pre-flight/installation-checks.ts';
import { TellPreFlight } from './pre-flight/tell-pre-flight.ts';
import { RegionAnswers } from './regions/region.answers.ts';
import { RegionStore } from './regions/region.store.ts';
import { Sealer } from './sealing/sealer.ts';
import { TikTok } from './tiktok/tiktok.ts';
import { AccessEnd } from './tokens/access-end.ts';
import { AccountCalls } from './tokens/account-calls.ts';
import { AnnounceConsentEnd } from './tokens/announce-consent-end.ts';
import { LendToken } from './tokens/lend-token.ts';
import { PairSealer } from './tokens/pair-sealer.ts';
import { RefreshAhead } from './tokens/refresh-ahead.ts';
import { RefreshIntents } from './tokens/refresh-intents.ts';
import { RevokeConsents } from './tokens/revoke-consents.ts';
import { TokenLeases } from './tokens/token-leases.ts';
import { TokenRefresher } from './tokens/token-refresher.ts';
import { TokenStore } from './tokens/token.store.ts';

const questions = [
  ListChannels,
  TellCapabilities,
  TellPreFlight,
  TellHealth,
  TellPace,
  RegionAnswers,
  AppAnswers,
  StartConnection,
  CompleteConnection,
  ConnectionStatus,
  FinishSetup,
  DisconnectChannel,
  LendToken,
  TellCommentOwners,
  LearnAuthor,
];
const reactions = [DescribeContacts, DescribePosts, FetchMedia];
const background = [
  RefreshAhead,
  RevokeConsents,
  ExpireConnections,
  WatchWebhooks,
  WatchMessaging,
  AnnounceConsentEnd,
  ContactDescriber,
  PostDescriber,
  CommentImages,
  MediaFetcher,
];
const connecting = [
  Authorization,
  AccountReader,
  Consents,
  ChannelSetup,
  SetupForms,
  WebhookRegistration,
  WebhookProbe,
];
const preFlight = [InstallationChecks, AccountChecks];
const tokens = [TokenLeases, TokenRefresher, RefreshIntents, AccessEnd, AccountCalls, PairSealer, Sealer];
const stores = [
  AccountStore,
  ChannelStore,
  RegionStore,
  AppVersionStore,
  TokenStore,
  ConnectionStore,
  ContactLookupStore,
  PostLookupStore,
  CommentImageLookupStore,
  MediaFetchStore,
];
const others = [TikTokApp, TikTok, ChannelNews, CommentAuthors, ContactReader, MediaReader];

@Module({
  providers: [...questions, ...reactions, ...background, ...connecting, ...preFlight, ...tokens, ...stores, ...others],
})
export class ChannelsModule {}
