/** Old server: as much of Bolt as a Neo4j of another age shows to a client that only wants to know its version. */

import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

const MAGIC_AND_VERSIONS = 20;
const HELLO = 0x01;
const RUN = 0x10;
const SUCCESS = 0x70;

/** PackStream: a text of up to 15 bytes, or a list or a map of up to 15 of them. */
function pack(value: string | readonly string[] | Readonly<Record<string, string | readonly string[]>>): Buffer {
  if (typeof value === 'string') return Buffer.concat([Buffer.of(0x80 | value.length), Buffer.from(value)]);
  if (Array.isArray(value)) return Buffer.concat([Buffer.of(0x90 | value.length), ...value.map(pack)]);
  const entries = Object.entries(value as Record<string, string>);
  return Buffer.concat([
    Buffer.of(0xa0 | entries.length),
    ...entries.flatMap(([key, item]) => [pack(key), pack(item)]),
  ]);
}

function success(fields: Readonly<Record<string, string | readonly string[]>>): Buffer {
  const message = Buffer.concat([Buffer.of(0xb1, SUCCESS), pack(fields)]);
  return Buffer.concat([Buffer.of(0, message.length), message, Buffer.of(0, 0)]);
}

/** Answers each whole message of `received`; gives what is left of it. */
function answer(received: Buffer, socket: Socket, agent: string): Buffer {
  let [at, message] = [0, Buffer.alloc(0)];
  for (let next = 0; next + 2 <= received.length; ) {
    const length = received.readUInt16BE(next);
    if (next + 2 + length > received.length) break;
    message = Buffer.concat([message, received.subarray(next + 2, next + 2 + length)]);
    next += 2 + length;
    if (length > 0) continue;
    // The signature of a message follows the byte that counts its fields.
    if (message[1] === HELLO) socket.write(success({ server: agent, connection_id: 'bolt-1' }));
    else if (message[1] === RUN) socket.write(success({ fields: ['version'] }));
    else if (message.length > 0) socket.write(success({}));
    [at, message] = [next, Buffer.alloc(0)];
  }
  return received.subarray(at);
}

/** @param bolt the version it agrees to speak, as two numbers; [0, 0] where it knows none that the client offers. */
export async function startOldServer(
  bolt: readonly [number, number],
  agent: string,
): Promise<{ server: Server; uri: string }> {
  const server = createServer((socket) => {
    let received: Buffer = Buffer.alloc(0);
    let agreed = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (!agreed && received.length >= MAGIC_AND_VERSIONS) {
        received = received.subarray(MAGIC_AND_VERSIONS);
        agreed = true;
        socket.write(Buffer.of(0, 0, bolt[1], bolt[0]));
        if (bolt[0] === 0) socket.end();
      }
      if (agreed) received = answer(received, socket, agent);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, uri: `bolt://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
