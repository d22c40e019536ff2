import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { System, until } from '@duet/testing';

interface Span {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
}

/** Takes in OTLP over HTTP as a collector does. */
class Collector {
  readonly spans: Span[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer(async (request, response) => {
      const body = Buffer.concat(await Array.fromAsync(request, (chunk: Buffer) => chunk));
      if (request.url === '/v1/traces') this.#take(JSON.parse(body.toString()));
      response.end('{}');
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #take(batch: Otlp): void {
    for (const { resource, scopeSpans } of batch.resourceSpans ?? []) {
      const service = resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
      for (const { name, traceId } of scopeSpans.flatMap(({ spans }) => spans))
        this.spans.push({ service, name, traceId });
    }
  }
}

interface Otlp {
  readonly resourceSpans?: readonly {
    readonly resource: {
      readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue?: string } }[];
    };
    readonly scopeSpans: readonly { readonly spans: readonly { readonly name: string; readonly traceId: string }[] }[];
  }[];
}

const traced = ['ingestion', 'ticketing', 'delivery', 'gateway', 'channels'] as const;

let collector: Collector;
let system: System;

beforeAll(async () => {
  collector = new Collector();
  const endpoint = await collector.listen();
  const environment = Object.fromEntries(
    traced.map((name) => [
      name,
      { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name, OTEL_BSP_SCHEDULE_DELAY: '200' },
    ]),
  );
  system = await System.start({ environment, niceness: 0 });
  await system.simulator.settings({ echoDelay: { min: 0, max: 0 } });
  await system.connectTikTok();
}, 120_000);

afterAll(async () => {
  await system.stop();
  collector.close();
});

/** Services and spans of the trace that holds a span of this name, as `service: name`. */
function traceOf(name: string): Set<string> {
  const ids = new Set(collector.spans.filter((span) => span.name === name).map(({ traceId }) => traceId));
  return new Set(
    collector.spans.filter(({ traceId }) => ids.has(traceId)).map((span) => `${span.service}: ${span.name}`),
  );
}

const covers = (name: string, wanted: readonly string[]): Promise<boolean> => {
  const found = traceOf(name);
  return Promise.resolve(wanted.every((span) => found.has(span)));
};

test('one trace follows a webhook from the door through every service that reacts to it', async () => {
  await system.simulator.act({ do: 'dm', customer: 'ana_pe', text: 'follow me' });
  await until('the whole trace has arrived', () =>
    covers('accept webhook', [
      'ingestion: accept webhook',
      'ticketing: process ingestion.message.received',
      'delivery: process ingestion.message.received',
    ]),
  );
});

test('one trace follows a reply from the request to the call to TikTok', async () => {
  let ticketId = '';
  await until('the ticket is there', async () => {
    const { body } = await system.api.get('/tickets');
    ticketId = (body['tickets'] as { id: string }[])[0]?.id ?? '';
    return ticketId !== '';
  });
  await system.api.post(`/tickets/${ticketId}/messages`, { text: 'on my way' });
  await until('the whole trace has arrived', () =>
    covers('send message', [
      'ticketing: answer rpc.ticketing.ticket.reply',
      'delivery: process delivery.message.send',
      'delivery: send message',
      'ticketing: process delivery.message.sent',
    ]),
  );
});
