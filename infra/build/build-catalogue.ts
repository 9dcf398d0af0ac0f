import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalogue, readCatalogue } from '../../shared/catalogue/read-catalogue.ts';
import { packCatalogue } from '../../shared/domain/matching/catalogue-artefact.ts';
import type { Programme } from '../../shared/domain/policy/programme.ts';
import { type BuiltCatalogue, type CatalogueName, catalogueFiles } from '../built-catalogue.ts';
import { adoptedTemplates, adoptions } from './adopted-templates.ts';
import { goldenFaults } from './golden-cases.ts';

/** Long enough that two catalogues never share a name, short enough to be read out. */
const VERSION_DIGITS = 12;

/**
 * Checks a catalogue, puts its golden cases to it, compiles it, and writes what is published: the compiled bytes and the list of programme
 * versions. The version of a catalogue is the hash of its content, so one name never means two things.
 * @param adopted templates as counties adopted them; versions of the template, not programmes of their own
 * @throws Error naming file, place and reason of each fault
 */
export async function buildCatalogue(
  dist: string,
  catalogue: Catalogue = readCatalogue(),
  name: CatalogueName = 'catalogue',
  adopted: readonly Programme[] = [],
): Promise<void> {
  const { definitions, programmes, reference } = catalogue;
  const faults = goldenFaults(catalogue);
  if (faults.length > 0) throw new Error(`the catalogue fails ${faults.length} of its own golden case(s):\n${faults.join('\n')}`);
  const content = JSON.stringify({ definitions, programmes, reference, ...(adopted.length > 0 && { adopted }) });
  const catalogueVersion = createHash('sha256').update(content).digest('hex').slice(0, VERSION_DIGITS);
  const built: BuiltCatalogue = {
    catalogueVersion,
    programmes: [...programmes, ...adopted].flatMap((programme) =>
      programme.versions.map((version) => ({
        programmeId: programme.id,
        version: version.version,
        content: JSON.stringify({ ...programme, versions: [version] }),
      })),
    ),
  };
  const files = catalogueFiles(name);
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, files.artefact), packCatalogue({ catalogueVersion, programmes, adopted, definitions, reference }));
  writeFileSync(join(dist, files.list), JSON.stringify(built));
}

const ADOPTIONS = new URL('../local/demo/adoptions.json', import.meta.url);

/** The catalogue as it is published, and the one of the demo, in which some counties have adopted templates. */
export async function buildCatalogues(dist: string): Promise<void> {
  const catalogue = readCatalogue();
  await buildCatalogue(dist, catalogue);
  const adopted = adoptedTemplates(catalogue, adoptions.parse(JSON.parse(readFileSync(ADOPTIONS, 'utf8'))));
  await buildCatalogue(dist, catalogue, 'demo-catalogue', adopted);
}
