import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@duet/service-kit';
import { createTransport, type Transporter } from 'nodemailer';
import type { GatewayConfig } from '../config.ts';

export interface OutgoingMail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** The mail server refused this mail and would again: the recipient or the text, not the way there. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;

/** The mail server of this installation, where one is set. */
@Injectable()
export class MailServer {
  readonly #transport: Transporter | null;
  readonly #from: string;
  readonly #host: string;

  constructor(@Inject(CONFIG) { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl }: GatewayConfig) {
    this.#host = new URL(publicUrl).hostname;
    this.#from = from ?? `Duet <duet@${this.#host}>`;
    const patience = { connectionTimeout: CONNECT_MS, greetingTimeout: CONNECT_MS, socketTimeout: SILENCE_MS };
    this.#transport = url === undefined ? null : createTransport({ url, ...patience });
  }

  get isSet(): boolean {
    return this.#transport !== null;
  }

  /**
   * Hands one mail over. Sent twice, it is one for those who receive it: its Message-ID stays.
   * @throws MailRefused; any other error leaves unknown whether the server took it
   */
  async send({ id, recipient, subject, body }: OutgoingMail): Promise<void> {
    if (!this.#transport) throw new Error('no mail server is set');
    const to = { name: '', address: recipient };
    const messageId = `<${id}@${this.#host}>`;
    await this.#transport.sendMail({ from: this.#from, to, subject, text: body, messageId }).catch((error: unknown) => {
      throw isFinal(error) ? new MailRefused(error.message, { cause: error }) : error;
    });
  }
}

/** A 5xx to the envelope or the text; one to the sign-in says that our settings are wrong, and they can be mended. */
function isFinal(error: unknown): error is Error {
  if (!(error instanceof Error) || !('code' in error) || !('responseCode' in error)) return false;
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE';
  return isAboutMail && typeof error.responseCode === 'number' && error.responseCode >= 500;
}
