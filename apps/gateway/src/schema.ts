import type { ServiceSchema } from '@duet/database';
import { CreateGateway1764000000000 } from './migrations/1764000000000-create-gateway.ts';
import { KeepPreferences1765760000000 } from './migrations/1765760000000-keep-preferences.ts';
import { LinkOwners1764600700000 } from './migrations/1764600700000-link-owners.ts';
import { FollowPresence1765750000000 } from './migrations/1765750000000-follow-presence.ts';
import { InvitePeople1766000000000 } from './migrations/1766000000000-invite-people.ts';
import { SetWorkspaces1764400000000 } from './migrations/1764400000000-set-workspaces.ts';
import { ChooseWindowPolicy1765100000000 } from './migrations/1765100000000-choose-window-policy.ts';

export const gatewaySchema: ServiceSchema = {
  schema: 'gateway',
  migrations: [
    CreateGateway1764000000000,
    SetWorkspaces1764400000000,
    LinkOwners1764600700000,
    ChooseWindowPolicy1765100000000,
    FollowPresence1765750000000,
    KeepPreferences1765760000000,
    InvitePeople1766000000000,
  ],
};
