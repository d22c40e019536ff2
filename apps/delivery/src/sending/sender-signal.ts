import { Injectable } from '@nestjs/common';

/** Tells the sender of this process that a lane may have something to send. */
@Injectable()
export class SenderSignal {
  #listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  wake(): void {
    this.#listener();
  }

  /** When the turn of a message that waits has come. */
  wakeIn(ms: number): void {
    setTimeout(() => this.#listener(), ms).unref();
  }
}
