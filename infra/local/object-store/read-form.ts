import { S3Error } from './s3-error.ts';

const MOST_HEADER_BYTES = 4 * 1024;
/** What S3 takes of fields beside the file. */
const MOST_FIELD_BYTES = 20 * 1024;

/** The fields that came before the file (names in lower case), and the file as it comes. */
export interface UploadedForm {
  readonly fields: ReadonlyMap<string, string>;
  readonly file: AsyncIterable<Buffer>;
}

const malformed = (why: string) => new S3Error('MalformedPOSTRequest', why);

const boundaryOf = (contentType: string | undefined): string => {
  const [, quoted, plain] = /^multipart\/form-data;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType ?? '') ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw malformed('The request is not a form.');
  return boundary;
};

/**
 * Reads a form (`multipart/form-data`, RFC 7578) up to its file, which must come last; never holds more than a piece of the file.
 * @throws S3Error when it is no such form
 */
export async function readForm(contentType: string | undefined, source: AsyncIterator<Buffer>): Promise<UploadedForm> {
  const delimiter = Buffer.from(`\r\n--${boundaryOf(contentType)}`);
  // With a line's end before it, the first delimiter looks like all others.
  let held = Buffer.from('\r\n');
  const more = async (): Promise<void> => {
    const { done, value } = await source.next();
    if (done) throw malformed('The form ends in the middle.');
    held = Buffer.concat([held, value]);
  };

  async function* untilDelimiter(): AsyncGenerator<Buffer, void> {
    for (;;) {
      const at = held.indexOf(delimiter);
      const sure = at >= 0 ? at : Math.max(0, held.length - delimiter.length);
      const piece = held.subarray(0, sure);
      held = held.subarray(at >= 0 ? at + delimiter.length : sure);
      if (piece.length > 0) yield piece;
      if (at >= 0) return;
      await more();
    }
  }

  const readPart = async (room: number): Promise<Buffer> => {
    const pieces: Buffer[] = [];
    let size = 0;
    for await (const piece of untilDelimiter()) {
      size += piece.length;
      if (size > room) throw malformed('The fields of the form are too long.');
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  };

  /** The name of the next part; undefined behind the last. */
  const nextName = async (): Promise<string | undefined> => {
    while (held.length < 2) await more();
    if (held.toString('latin1', 0, 2) === '--') return undefined;
    let end = held.indexOf('\r\n\r\n');
    for (; end < 0; end = held.indexOf('\r\n\r\n')) {
      if (held.length > MOST_HEADER_BYTES) throw malformed('The headers of a field are too long.');
      await more();
    }
    const headers = held.toString('utf8', 0, end);
    held = held.subarray(end + 4);
    const name = /^content-disposition:\s*form-data;[^\r\n]*?\bname="([^"\r\n]*)"/im.exec(headers)?.[1];
    if (name === undefined) throw malformed('A field of the form has no name.');
    return name.toLowerCase();
  };

  const fields = new Map<string, string>();
  let room = MOST_FIELD_BYTES;
  await readPart(room);
  for (let name = await nextName(); name !== undefined; name = await nextName()) {
    if (name === 'file') return { fields, file: untilDelimiter() };
    const value = await readPart(room);
    room -= value.length;
    if (fields.has(name)) throw malformed(`The field ${name} stands twice.`);
    fields.set(name, value.toString('utf8'));
  }
  throw malformed('The form has no file.');
}
