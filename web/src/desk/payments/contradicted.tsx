import { useState } from 'react';
import type { PaymentView } from '../../../../shared/contracts/payments.ts';
import { FoldedForm } from '../../account/folded-form.tsx';
import type { Me } from '../../account/me.ts';
import { Loaded } from '../../account/notices.tsx';
import type { Command } from '../../account/use-command.ts';
import { useLive } from '../../account/use-live.ts';
import { useWords } from '../../words/use-words.ts';
import { ReasonField } from '../reason-field.tsx';

type Contradiction = PaymentView['contradictions'][number];
type Answers = NonNullable<PaymentView['answers']>;
type Answer = keyof Answers;
const ANSWERS: readonly Answer[] = ['arrived', 'not-arrived'];
/** An answer that cannot be given as things stand. */
const CLOSED: readonly Answers[Answer][] = ['waits', 'unsaid'];

type Props = { readonly caseId: string; readonly paymentId: string; readonly me: Me; onDone(said: string): void };
type OpenProps = Props & { readonly payment: PaymentView; readonly open: Contradiction; readonly answers: Answers };

/** The attempt it is about, as it stands by now. */
const attemptOf = ({ attempts }: PaymentView, { reference }: Contradiction) => attempts.find(({ n }) => reference.endsWith(`.${n}`));

/** What stands, beside what the bank says now, and where it says so. */
function Compared({ payment, open }: Pick<OpenProps, 'payment' | 'open'>) {
  const { t, money, moment } = useWords();
  const attempt = attemptOf(payment, open);
  const stands = attempt?.outcome ?? open.stands;
  const rows = [
    ['stands', t(`outcomes.line.is.${stands}`, { n: attempt?.n ?? 1 })],
    ['says', t(`outcomes.line.is.${open.says}`, { n: attempt?.n ?? 1 })],
    ['amount', money(payment.amountFen)],
    ['account', `${payment.payee.holderName} ${payment.payee.bankName} ${payment.payee.bankAccount}`],
    ['where', t('outcomes.line.at', { row: open.row, file: open.fileHash.slice(0, 12), at: moment(open.at) })],
    ...(open.bankSerial && open.bankAt
      ? [['booking', t('outcomes.line.booked', { serial: open.bankSerial, at: moment(open.bankAt) })] as const]
      : []),
  ] as const;
  return (
    <dl className="pairs">
      {rows.map(([name, text]) => (
        <div key={name}>
          <dt>{t(`outcomes.line.${name}`)}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The two answers, each with what it does to the money. */
function Choice({
  answers,
  amount,
  value,
  onChange,
}: {
  readonly answers: Answers;
  readonly amount: string;
  readonly value: Answer | undefined;
  onChange(value: Answer): void;
}) {
  const { t } = useWords();
  return (
    <fieldset className="form" {...(value === undefined && { 'data-asks': t('outcomes.line.question') })}>
      <legend>{t('outcomes.line.question')}</legend>
      {ANSWERS.map((answer) => (
        <label key={answer} className="choice">
          <input
            type="radio"
            name="answer"
            checked={value === answer}
            disabled={CLOSED.includes(answers[answer])}
            onChange={() => onChange(answer)}
          />
          <span>
            <strong>{t(`outcomes.answer.${answer}`)}</strong>
            <span className="muted"> {t(`outcomes.effect.${answers[answer]}`, { amount })}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function AnswerForm({ caseId, paymentId, payment, open, answers, onDone }: OpenProps) {
  const { t, money } = useWords();
  const [answer, setAnswer] = useState<Answer | undefined>(open.stated ?? undefined);
  const [finding, setFinding] = useState('');
  const act = async (command: Command) => {
    const params = { id: caseId, paymentId };
    const done = await command.run('POST /v1/cases/{id}/payments/{paymentId}/answer-contradiction', { params, body: { answer, finding } });
    if (done) onDone(t(answer === 'not-arrived' && !open.stated ? 'outcomes.line.first' : 'outcomes.line.done'));
    return done !== undefined;
  };
  return (
    <FoldedForm
      label={t(open.stated ? 'outcomes.line.confirm' : 'outcomes.line.answer')}
      about={payment.payee.holderName}
      submit={t(answer === 'not-arrived' && !open.stated ? 'outcomes.line.sureFirst' : 'outcomes.line.sure')}
      ready={answer !== undefined && finding.trim() !== ''}
      act={act}
    >
      <Choice answers={answers} amount={money(payment.amountFen)} value={answer} onChange={setAnswer} />
      <p className="muted">{t('outcomes.line.two')}</p>
      <ReasonField label={t('outcomes.line.finding')} value={finding} onChange={setFinding} />
    </FoldedForm>
  );
}

function Open(props: OpenProps) {
  const { t, moment } = useWords();
  const { payment, open, me } = props;
  const mine = open.statedBy?.personId === me.person.id;
  return (
    <>
      <p className="wrong">{t('outcomes.line.text')}</p>
      <Compared payment={payment} open={open} />
      {open.stated && open.statedBy ? (
        <p>
          {t('outcomes.line.stated', {
            at: moment(open.statedBy.at),
            answer: t(`outcomes.answer.${open.stated}`),
            finding: open.statedBy.finding,
          })}
        </p>
      ) : null}
      {mine ? <p className="note">{t('desk.line.yourWord')}</p> : <AnswerForm key={`${open.reference} ${open.stated}`} {...props} />}
    </>
  );
}

/** A line of the bank against what is settled: compared, answered by one person or by two, and then told how it was answered. */
export default function Contradicted(props: Props) {
  const { t, moment } = useWords();
  const { caseId, paymentId, onDone } = props;
  const live = useLive<{ readonly items: readonly PaymentView[] }>('GET /v1/cases/{id}/payments', { id: caseId });
  const done = (said: string) => {
    live.reload();
    onDone(said);
  };
  return (
    <section aria-label={t('outcomes.line.title')} className="note" data-contradicted={paymentId}>
      <h3>{t('outcomes.line.title')}</h3>
      <Loaded live={live} rows={2}>
        {({ items }) => {
          const payment = items.find(({ id }) => id === paymentId);
          const open = payment?.contradictions.find(({ answered }) => !answered);
          return (
            <>
              {payment && open && payment.answers ? (
                <Open {...props} onDone={done} payment={payment} open={open} answers={payment.answers} />
              ) : null}
              <ul className="plain-list">
                {payment?.contradictions.map((one) =>
                  one.answer && one.answeredBy ? (
                    <li key={`${one.fileHash} ${one.reference}`}>
                      {t('outcomes.line.answered', {
                        at: moment(one.answeredBy.at),
                        says: t(`desk.outcome.${one.says}`),
                        answer: t(`outcomes.answer.${one.answer}`),
                        finding: one.answeredBy.finding,
                      })}
                    </li>
                  ) : null,
                )}
              </ul>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
