import { Module } from '@nestjs/common';
import { Authentication } from './access/authentication.ts';
import { ApiKeyRoutes } from './api-keys/api-key.routes.ts';
import { Api } from './http/api.ts';
import { ExportRoutes } from './exports/export.routes.ts';
import { InstallationRoutes } from './installation/installation.routes.ts';
import { InvitationRoutes } from './invitations/invitation.routes.ts';
import { Invitations } from './invitations/invitations.ts';
import { Joining } from './invitations/joining.ts';
import { JoiningRoutes } from './invitations/joining.routes.ts';
import { EventRoutes } from './live/event.routes.ts';
import { EventStreams } from './live/event-streams.ts';
import { TicketFeed } from './live/ticket-feed.ts';
import { MailRoutes } from './mails/mail.routes.ts';
import { MailSender } from './mails/mail-sender.ts';
import { MailServer } from './mails/mail-server.ts';
import { MediaFiles } from './media/media-files.ts';
import { MediaRoutes } from './media/media.routes.ts';
import { OperationRoutes } from './operations/operation.routes.ts';
import { People } from './people/people.ts';
import { PeopleRoutes } from './people/people.routes.ts';
import { FrontDoor } from './sessions/front-door.ts';
import { ForgetEnded } from './sessions/forget-ended.ts';
import { RealTime } from './sessions/real-time.ts';
import { FollowPresence } from './presence/follow-presence.ts';
import { PreferencesRoutes } from './preferences/preferences.routes.ts';
import { ProfileRoutes } from './profiles/profile.routes.ts';
import { Profiles } from './profiles/profiles.ts';
import { PasswordResets } from './sessions/password-resets.ts';
import { SettingsRoutes } from './settings/settings.routes.ts';
import { SessionRoutes } from './sessions/session.routes.ts';
import { Sessions } from './sessions/sessions.ts';

@Module({
  providers: [
    Api,
    OperationRoutes,
    SessionRoutes,
    FrontDoor,
    PasswordResets,
    ProfileRoutes,
    Profiles,
    JoiningRoutes,
    Joining,
    PeopleRoutes,
    People,
    InvitationRoutes,
    Invitations,
    MailRoutes,
    MailServer,
    MailSender,
    ApiKeyRoutes,
    SettingsRoutes,
    PreferencesRoutes,
    InstallationRoutes,
    EventRoutes,
    MediaRoutes,
    ExportRoutes,
    MediaFiles,
    Authentication,
    Sessions,
    RealTime,
    TicketFeed,
    EventStreams,
    ForgetEnded,
    FollowPresence,
  ],
})
export class GatewayModule {}
