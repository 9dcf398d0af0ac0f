import type { TermInWords } from '../../../shared/domain/cases/terms/terms-in-words.ts';
import type { FactDefinition } from '../../../shared/domain/policy/fact.ts';
import type { ApplicantKind, BenefitKind, Instrument, Programme } from '../../../shared/domain/policy/programme.ts';
import type { Reference } from '../../../shared/domain/policy/reference.ts';
import type { Bilingual } from '../../../shared/domain/policy/text.ts';

/** The API's answers as the pages read them. The API's own tests hold it to the contracts these shapes come from. */
export type Honesty = {
  readonly confirmed: false;
  readonly historical: boolean;
  readonly sourceYear: number | null;
  readonly notice: Bilingual;
};

export type ProgrammeCard = {
  readonly id: string;
  readonly name: Bilingual;
  readonly summary: Bilingual;
  readonly instrument: Instrument;
  readonly group: 'grant' | 'credit';
  readonly applicants: readonly ApplicantKind[];
  readonly regionCode: string | null;
  readonly template: boolean;
  readonly issuer: Bilingual;
  readonly inForce: boolean;
  readonly version: string;
  readonly benefit: { readonly kind: BenefitKind; readonly maxFen: number | null; readonly per: 'once' | 'year' | 'project' | 'person' };
  readonly honesty: Honesty;
};

export type ProgrammeList = {
  readonly catalogueVersion: string;
  readonly asOf: string;
  readonly programmes: readonly ProgrammeCard[];
  readonly total: number;
};

export type { TermInWords };

export type ProgrammeAnswer = {
  readonly catalogueVersion: string;
  readonly programme: Programme;
  readonly template: boolean;
  /** The counties that adopted a template, by the office that issues it there. */
  readonly adoptedBy: readonly {
    readonly regionCode: string;
    readonly issuer: Bilingual;
    readonly terms: readonly TermInWords[];
  }[];
  /** How the programme's own cases are handled; of a template, only what it says. */
  readonly terms: readonly TermInWords[];
  readonly versionInForce: string | null;
  readonly honesty: Honesty;
};

export type ProgrammePage = Programme & { readonly honesty: Honesty; readonly versionInForce: string | null };

export type FactsAnswer = { readonly facts: readonly (FactDefinition & { readonly usedBy: readonly string[] })[] };

export type CatalogueAnswer = {
  readonly catalogueVersion: string;
  readonly programmes: readonly Programme[];
  readonly adopted: readonly Programme[];
  readonly facts: readonly FactDefinition[];
  readonly reference: Reference;
};
