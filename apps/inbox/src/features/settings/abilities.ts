export interface Action<Role extends string = string> {
  readonly id: string;
  readonly summary: string;
  readonly roles: readonly Role[];
}

/** Which of the server's actions a person thinks of as one. Who may do them is not said here: that the server tells. */
export const abilities = {
  answer: ['listTickets', 'reply', 'addNote', 'assign', 'hold', 'resolve', 'tagTicket', 'hideComment', 'unhideComment'],
  bulk: ['previewModerationJob', 'startModerationJob', 'cancelModerationJob', 'undoModerationJob'],
  tags: ['addTag', 'changeTag', 'removeTag'],
  hideRules: ['addHideRule', 'tryHideRule', 'changeHideRule', 'removeHideRule'],
  channels: [
    'preFlight',
    'channelPreFlight',
    'connectTikTok',
    'completeConnection',
    'connectionStatus',
    'finishSetup',
    'disconnectChannel',
  ],
  history: ['startHealing', 'importOffer', 'startImport'],
  exports: ['exportTickets'],
  work: ['setBusinessHours', 'setSlaPolicies', 'setTeams', 'setAssignmentRules', 'setContactAttributes'],
  people: [
    'listInvitations',
    'invite',
    'resendInvitation',
    'withdrawInvitation',
    'changeRole',
    'removePerson',
    'listMails',
  ],
  workspace: ['changeSettings', 'renameWorkspace'],
  apiKeys: ['listApiKeys', 'createApiKey', 'revokeApiKey'],
  audit: ['listAudit'],
  installation: ['tiktokApp', 'setTikTokApp'],
} as const;

export type Ability = keyof typeof abilities;

/** A row of the page: what it is, and who may do all of it. */
export interface Row<Role extends string> {
  readonly ability: Ability | null;
  readonly summary: string;
  readonly roles: readonly Role[];
}

/** What the server tells in rows that people can read; what is not for everybody and in no row comes last, as the server calls it. */
export function rowsOf<Role extends string>(actions: readonly Action<Role>[], all: readonly Role[]): Row<Role>[] {
  const named = Object.entries(abilities).flatMap(([ability, ids]): Row<Role>[] => {
    const those = actions.filter(({ id }) => ids.some((one) => one === id));
    const roles = all.filter((role) => those.every((action) => action.roles.includes(role)));
    return those.length > 0 && isAbility(ability) ? [{ ability, summary: '', roles }] : [];
  });
  const known = new Set<string>(Object.values(abilities).flat());
  const others = actions.filter(({ id, roles }) => !known.has(id) && roles.length < all.length);
  return [...named, ...others.map(({ summary, roles }) => ({ ability: null, summary, roles }))];
}

const isAbility = (name: string): name is Ability => name in abilities;
