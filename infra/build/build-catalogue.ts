import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { packCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import { type BuiltCatalogue, CATALOGUE_BIN, CATALOGUE_JSON } from '../built-catalogue.ts';
import { goldenFaults } from './golden-cases.ts';

/** Long enough that two catalogues never share a name, short enough to be read out. */
const VERSION_DIGITS = 12;

/**
 * Reads and checks the catalogue, puts its golden cases to it, compiles it, and writes what is published: the compiled bytes and the list of programme versions.
 * The version of a catalogue is the hash of its content, so one name never means two things.
 * @throws Error naming file, place and reason of each fault
 */
export async function buildCatalogue(dist: string, catalogue: Catalogue = readCatalogue()): Promise<void> {
  const { definitions, programmes, reference } = catalogue;
  const faults = goldenFaults(catalogue);
  if (faults.length > 0) throw new Error(`the catalogue fails ${faults.length} of its own golden case(s):\n${faults.join('\n')}`);
  const content = JSON.stringify({ definitions, programmes, reference });
  const catalogueVersion = createHash('sha256').update(content).digest('hex').slice(0, VERSION_DIGITS);
  const built: BuiltCatalogue = {
    catalogueVersion,
    programmes: programmes.flatMap((programme) =>
      programme.versions.map((version) => ({
        programmeId: programme.id,
        version: version.version,
        content: JSON.stringify({ ...programme, versions: [version] }),
      })),
    ),
  };
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, CATALOGUE_BIN), packCatalogue({ catalogueVersion, programmes, definitions, reference }));
  writeFileSync(join(dist, CATALOGUE_JSON), JSON.stringify(built));
}
