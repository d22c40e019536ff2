import { Failure } from '../command.ts';

/** Something that was started and can be stopped. */
export interface Part {
  readonly name: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** What runs. It is stopped in reverse: the stage that was started last goes first, the parts of a stage go together. */
export class Running {
  readonly #stages: (readonly Part[])[] = [];
  #stopping: Promise<void> | undefined;

  /** @throws Failure when the stop was called for meanwhile; the parts are stopped then as well */
  async add(...stage: readonly Part[]): Promise<void> {
    if (this.#stopping === undefined) {
      this.#stages.push(stage);
      return;
    }
    await stopAll(stage);
    throw new Failure('Stopped while starting.');
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopStages();
    return this.#stopping;
  }

  async kill(): Promise<void> {
    await Promise.allSettled(this.#stages.flat().map((part) => part.kill()));
  }

  async #stopStages(): Promise<void> {
    for (const stage of this.#stages.toReversed()) await stopAll(stage);
  }
}

async function stopAll(stage: readonly Part[]): Promise<void> {
  await Promise.allSettled(stage.map((part) => part.stop()));
}
