import { useSyncExternalStore } from 'react';
import { readStored, writeStored } from '../lib/stored.ts';

/** A choice of the person, kept in this browser and the same wherever it is shown. */
export class Preference<Value extends string> {
  readonly options: readonly Value[];
  readonly #name: string;
  readonly #apply: (value: Value) => void;
  readonly #listeners = new Set<() => void>();
  #value: Value;

  /** @param usual what holds until something is chosen */
  constructor(name: string, options: readonly Value[], usual: Value, apply: (value: Value) => void) {
    this.options = options;
    this.#name = name;
    this.#apply = apply;
    const stored = readStored(name);
    this.#value = options.find((option) => option === stored) ?? usual;
  }

  choose(value: Value): void {
    this.#value = value;
    writeStored(this.#name, value);
    this.apply();
    this.#listeners.forEach((listener) => listener());
  }

  /** The option after the present one, the first after the last. */
  next(): Value {
    return this.options[(this.options.indexOf(this.#value) + 1) % this.options.length] ?? this.#value;
  }

  apply(): void {
    this.#apply(this.#value);
  }

  use(): Value {
    return useSyncExternalStore(this.#subscribe, this.#read);
  }

  readonly #read = (): Value => this.#value;

  readonly #subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };
}
