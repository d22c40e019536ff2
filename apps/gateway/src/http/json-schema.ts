import {
  Actor,
  ChannelView,
  ContactView,
  Content,
  MessageView,
  Problem,
  SessionView,
  TicketView,
} from '@duet/contracts';
import { z } from 'zod';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

/** Shapes that have a name in the document. */
const names = z.registry<{ id: string }>();
names.add(TicketView, { id: 'Ticket' });
names.add(MessageView, { id: 'Message' });
names.add(Content, { id: 'Content' });
names.add(ContactView, { id: 'Contact' });
names.add(ChannelView, { id: 'Channel' });
names.add(Actor, { id: 'Actor' });
names.add(SessionView, { id: 'Session' });
names.add(Problem, { id: 'Problem' });

/** JSON Schemas of one document; named shapes are collected and referred to. */
export class JsonSchemas {
  readonly #components: Record<string, JsonSchema> = {};

  get components(): Readonly<Record<string, JsonSchema>> {
    return this.#components;
  }

  /** `input`: what a caller may send. `output`: what comes back, where more fields may appear one day. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, {
      io,
      metadata: names,
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    });
    const { $schema: _dialect, $defs = {}, ...rest } = parseSchema(JSON.stringify(made));
    Object.assign(this.#components, $defs);
    return rest;
  }
}

const Parsed = z.record(z.string(), z.unknown());

function parseSchema(text: string): JsonSchema {
  return Parsed.parse(JSON.parse(text.replaceAll('"#/$defs/', '"#/components/schemas/')));
}
