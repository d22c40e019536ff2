import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, SealingKeys } from '@duet/service-kit';
import type { ChannelsConfig } from '../config.ts';

/** Where a sealed token belongs: it opens nowhere else. */
export interface Place {
  readonly workspaceId: string;
  readonly accountId: string;
  readonly column: 'access_token' | 'refresh_token';
}

/** Seals tokens at rest, bound to workspace, account and column. */
@Injectable()
export class Sealer {
  readonly #keys: SealingKeys;

  constructor(@Inject(CONFIG) config: ChannelsConfig) {
    this.#keys = new SealingKeys(config.CHANNELS_SEALING_KEY, config.CHANNELS_SEALING_KEY_PREVIOUS);
  }

  seal(token: string, place: Place): string {
    return this.#keys.seal(token, bindingOf(place));
  }

  /** @throws Error as SealingKeys.open */
  open(sealed: string, place: Place): string {
    return this.#keys.open(sealed, bindingOf(place));
  }
}

const bindingOf = ({ workspaceId, accountId, column }: Place): string[] => [workspaceId, accountId, column];
