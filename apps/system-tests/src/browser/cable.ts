import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut and mended: connections break in the middle, and new ones are not taken. */
export class Cable {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets: Set<Socket>;
  readonly #state: { isWhole: boolean };

  private constructor(url: string, server: Server, sockets: Set<Socket>, state: { isWhole: boolean }) {
    this.url = url;
    this.#server = server;
    this.#sockets = sockets;
    this.#state = state;
  }

  static async to(target: string): Promise<Cable> {
    const { hostname, port } = new URL(target);
    const sockets = new Set<Socket>();
    const state = { isWhole: true };
    const server = createServer((near) => {
      if (!state.isWhole) return void near.destroy();
      const far = connect(Number(port), hostname);
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(one);
        one.pipe(other);
        one.on('error', () => other.destroy());
        one.on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
      }
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the cable has no port');
    return new Cable(`http://127.0.0.1:${address.port}`, server, sockets, state);
  }

  cut(): void {
    this.#state.isWhole = false;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#state.isWhole = true;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
