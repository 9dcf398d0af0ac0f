import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ApplicantKind } from '../../../shared/domain/policy/programme.ts';
import type { CatalogueAnswer } from '../api/types.ts';
import { useResource } from '../api/use-resource.ts';
import { useSettled } from '../components/use-settled.ts';
import { catalogueOf, evaluate } from './engine.ts';
import { nextQuestion } from './next-question.ts';
import { answersFromLink } from './share.ts';
import { type Answers, type AnswerValue, keepAnswers, keptAnswers, NO_ANSWERS } from './state.ts';

/** The applicant is a question like the others, though no fact. */
export const APPLICANT = 'applicant';
const SETTLES_AFTER_MS = 120;

/** The whole check: the answers, the question on screen, and the results of both, worked out as one types. */
export function useCheck() {
  const resource = useResource<CatalogueAnswer>('/v1/catalogue/current');
  const catalogue = useMemo(() => resource.data && catalogueOf(resource.data), [resource.data]);
  const [answers, setAnswers] = useState<Answers>(NO_ANSWERS);
  const [current, setCurrent] = useState<string>();
  const [arrived, setArrived] = useState<'starting' | 'own' | 'shared'>('starting');

  useEffect(() => {
    let left = false;
    void answersFromLink(window.location.hash).then((shared) => {
      if (left) return;
      // The answers are ours from here on: the link's copy would only grow stale in the address bar.
      if (shared) window.history.replaceState(null, '', window.location.pathname);
      setAnswers(shared ?? keptAnswers());
      setArrived(shared ? 'shared' : 'own');
    });
    return () => {
      left = true;
    };
  }, []);

  useEffect(() => {
    if (arrived !== 'starting') keepAnswers(answers);
  }, [answers, arrived]);

  const settled = useSettled(answers, SETTLES_AFTER_MS);
  const evaluated = useMemo(() => (catalogue ? evaluate(catalogue, settled) : undefined), [catalogue, settled]);

  const propose = useCallback(
    (known: Answers): string | undefined => {
      if (!catalogue) return undefined;
      if (known.applicant === null) return APPLICANT;
      return nextQuestion(evaluate(catalogue, known).answer, known, catalogue.dictionary);
    },
    [catalogue],
  );

  // A question stays on screen while it is being answered; only "next" and "I don't know" bring another one.
  useEffect(() => {
    if (arrived !== 'starting' && catalogue && current === undefined) setCurrent(propose(answers));
  }, [arrived, catalogue, current, answers, propose]);

  return {
    resource,
    catalogue,
    evaluated,
    answers,
    current,
    arrived,
    setApplicant: (applicant: ApplicantKind) => setAnswers((before) => ({ ...before, applicant })),
    answer: useCallback((id: string, value: AnswerValue | undefined) => {
      setAnswers((before) => {
        const { [id]: _gone, ...others } = before.facts;
        const skipped = before.skipped.filter((entry) => entry !== id);
        return { ...before, facts: value === undefined ? others : { ...others, [id]: value }, skipped };
      });
    }, []),
    next: () => setCurrent(propose(answers)),
    skip: (id: string) => {
      const { [id]: _gone, ...facts } = answers.facts;
      const known = { ...answers, facts, skipped: [...answers.skipped.filter((entry) => entry !== id), id] };
      setAnswers(known);
      setCurrent(propose(known));
    },
    edit: setCurrent,
    reset: () => {
      setAnswers(NO_ANSWERS);
      setCurrent(APPLICANT);
      setArrived('own');
    },
  };
}

export type Check = ReturnType<typeof useCheck>;
