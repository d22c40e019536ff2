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
}
