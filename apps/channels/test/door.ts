import { createServer, type Server } from 'node:http';
import { verifyWebhook } from '@duet/tiktok-api';

/** Stands where ingestion is: takes what is signed with its secret. */
export class Door {
  readonly url: string;
  readonly #server: Server;
  /** The secret that it knows. */
  secret: string;
  taken = 0;

  private constructor(server: Server, port: number, secret: string) {
    this.#server = server;
    this.url = `http://127.0.0.1:${port}/webhooks/tiktok`;
    this.secret = secret;
  }

  static async open(secret: string): Promise<Door> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the door stands on a port');
    const door = new Door(server, address.port, secret);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => response.writeHead(door.#judge(Buffer.concat(chunks), request.headers)).end('{}'));
    });
    return door;
  }

  async close(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #judge(rawBody: Buffer, headers: NodeJS.Dict<string | string[]>): 200 | 401 {
    const header = String(headers['tiktok-signature']);
    const { verdict } = verifyWebhook({ rawBody, header, secrets: [this.secret], nowMs: Date.now() });
    if (verdict !== 'fresh') return 401;
    this.taken += 1;
    return 200;
  }
}
