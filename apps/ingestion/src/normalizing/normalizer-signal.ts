import { Injectable } from '@nestjs/common';

/** Tells a normalizer in the same process that a delivery was committed; in another process its poll finds it. */
@Injectable()
export class NormalizerSignal {
  #listener: () => void = () => undefined;

  listen(listener: () => void): void {
    this.#listener = listener;
  }

  wake(): void {
    this.#listener();
  }
}
