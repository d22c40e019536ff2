import { refuse } from './refusal.ts';

export interface UploadedFile {
  filename: string;
  mime: string;
  content: Buffer;
}

/** The parameters of one call: a query string, a JSON body or a form. Every getter refuses with 40002 and the field's name. */
export class Params {
  private readonly values: Record<string, unknown>;
  private readonly prefix: string;

  constructor(values: Record<string, unknown>, prefix = '') {
    this.values = values;
    this.prefix = prefix;
  }

  has(name: string): boolean {
    const value = this.values[name];
    return value !== undefined && value !== null && value !== '';
  }

  text(name: string): string {
    return this.optionalText(name) ?? refuse(40002, `${this.prefix}${name}: Missing data for required field`);
  }

  optionalText(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.values[name];
    return typeof value === 'string' ? value : refuse(40002, `${this.prefix}${name}: must be set to string`);
  }

  /** A post or comment id: digits in a string. A JSON number is refused as TikTok refuses it. */
  id(name: string): string {
    const value = this.text(name);
    return /^\d{1,20}$/.test(value) ? value : refuse(40002, `${this.prefix}${name}: must be set to string of digits`);
  }

  oneOf<Value extends string>(name: string, allowed: readonly Value[], fallback?: Value): Value {
    const value = this.has(name) || fallback === undefined ? this.text(name) : fallback;
    const found = allowed.find((candidate) => candidate === value);
    return found ?? refuse(40002, `${this.prefix}${name}: must be one of ${allowed.join(', ')}`);
  }

  integer(name: string, fallback: number, min: number, max: number): number {
    if (!this.has(name)) return fallback;
    const value = Number(this.values[name]);
    const fits = Number.isInteger(value) && value >= min && value <= max;
    return fits ? value : refuse(40002, `${this.prefix}${name}: must be an integer from ${min} to ${max}`);
  }

  flag(name: string): boolean {
    return this.has(name) && String(this.values[name]) === 'true';
  }

  /** An array of strings; a query string carries it as JSON text. */
  texts(name: string): string[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.decoded(name);
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isList ? value : refuse(40002, `${this.prefix}${name}: must be an array of strings`);
  }

  object(name: string): Params | undefined {
    if (!this.has(name)) return undefined;
    const value = this.decoded(name);
    if (!isRecord(value)) return refuse(40002, `${this.prefix}${name}: must be an object`);
    return new Params(value, `${this.prefix}${name}.`);
  }

  objects(name: string): Params[] {
    const value = this.decoded(name);
    if (!Array.isArray(value)) return refuse(40002, `${this.prefix}${name}: must be an array`);
    return value.map((item, index) => new Params(isRecord(item) ? item : {}, `${this.prefix}${name}[${index}].`));
  }

  file(name: string): UploadedFile {
    const value = this.values[name];
    return isUploadedFile(value) ? value : refuse(40002, `${name}: Missing data for required field`);
  }

  private decoded(name: string): unknown {
    const value = this.values[name];
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value);
    } catch {
      return refuse(40002, `${this.prefix}${name}: must be JSON`);
    }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isUploadedFile(value: unknown): value is UploadedFile {
  return isRecord(value) && Buffer.isBuffer(value['content']);
}
