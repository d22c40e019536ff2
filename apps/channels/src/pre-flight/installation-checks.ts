import { Inject, Injectable } from '@nestjs/common';
import { found, passed, type PreFlightCheck } from '@duet/contracts';
import { CONFIG } from '@duet/service-kit';
import { TikTokError } from '@duet/tiktok-api';
import type { ChannelsConfig } from '../config.ts';
import { isRedirectSuitable } from '../connecting/redirect-uri.ts';
import { WebhookProbe } from '../connecting/webhook-probe.ts';
import { WebhookRegistration } from '../connecting/webhook-registration.ts';

/** What has to be right before any account can be connected. */
@Injectable()
export class InstallationChecks {
  constructor(
    private readonly registration: WebhookRegistration,
    private readonly probe: WebhookProbe,
    @Inject(CONFIG) private readonly config: ChannelsConfig,
  ) {}

  /** @param isInUse whether a channel was connected: before, no webhook needs to be registered */
  async run(isInUse: boolean): Promise<PreFlightCheck[]> {
    const [ofApp, fault] = await Promise.all([this.#app(isInUse), this.probe.send()]);
    return [
      isRedirectSuitable(this.config)
        ? passed('redirect_address')
        : found('redirect_address', 'failed', 'redirect_unsuitable'),
      ...ofApp,
      fault ? found('webhook_address', 'failed', fault) : passed('webhook_address'),
    ];
  }

  async #app(isInUse: boolean): Promise<PreFlightCheck[]> {
    try {
      const fault = await this.registration.look();
      if (fault === 'app_rejected') {
        return [found('app', 'failed', fault), found('webhook_registration', 'unknown', fault)];
      }
      if (fault === null) return [passed('app'), passed('webhook_registration')];
      const status = isInUse ? 'failed' : 'warning';
      return [passed('app'), found('webhook_registration', status, fault)];
    } catch (error) {
      if (!(error instanceof TikTokError)) throw error;
      return [
        found('app', 'unknown', 'tiktok_unreachable'),
        found('webhook_registration', 'unknown', 'tiktok_unreachable'),
      ];
    }
  }
}
