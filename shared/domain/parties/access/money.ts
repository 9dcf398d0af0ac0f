import { type Actions, APPLICANTS, BUDGETEERS, FINANCE, may, on, WITNESSES } from './line.ts';

/** Paying, asking back, budgets. */
export const OF_MONEY = {
  // Paying: a batch is its bureau's. Which persons may sign is asked of the case as well (four eyes), beside the role.
  'payment.list-due': on('nothing', may('public', 'finance-payer')),
  'batch.list': on('nothing', may('public', ...WITNESSES)),
  'batch.seal': on('nothing', may('public', 'finance-payer')),
  'batch.read': on('batch', may('same-organisation', ...FINANCE), may('public', 'auditor')),
  'batch.open-file': on('batch', may('same-organisation', 'finance-payer')),
  'batch.approve': on('batch', may('same-organisation', 'finance-payer')),
  'batch.send': on('batch', may('same-organisation', 'finance-payer')),
  'batch.discard': on('batch', may('same-organisation', 'finance-payer')),
  'batch.take-return': on('batch', may('same-organisation', 'finance-payer')),
  'payment.read': on('case', may('same-organisation', ...APPLICANTS), may('region', ...FINANCE), may('handed-in', 'auditor')),
  'payment.retry': on('case', may('region', 'finance-payer')),
  'payment.state-outcome': on('case', may('region', 'finance-payer', 'finance-approver')),
  'payment.confirm-outcome': on('case', may('region', 'finance-payer', 'finance-approver')),
  'payment.answer-contradiction': on('case', may('region', 'finance-payer', 'finance-approver')),
  'recovery.read': on('case', may('same-organisation', ...APPLICANTS), may('region', ...FINANCE), may('handed-in', 'auditor')),
  'recovery.notice': on('case', may('region', ...BUDGETEERS)),
  'recovery.answer': on('case', may('same-organisation', 'signatory')),
  'recovery.handle': on('case', may('region', ...BUDGETEERS)),
  'recovery.repay': on('case', may('region', ...FINANCE)),
  'recovery.confirm-write-off': on('case', may('region', 'finance-approver')),
  'recovery.confirm-correction': on('case', may('region', 'finance-approver')),

  // Budgets: one person of the bureau proposes, a second natural person confirms; the books are read by whoever handles money, and by auditors.
  'budget.list': on('nothing', may('public', ...FINANCE, 'auditor')),
  'budget.read': on('budget', may('same-organisation', ...FINANCE), may('public', 'auditor')),
  'budget.propose': on('nothing', may('public', ...BUDGETEERS)),
  'budget.list-changes': on('nothing', may('public', ...BUDGETEERS)),
  'budget.change': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.confirm': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.decline': on('budget', may('same-organisation', ...BUDGETEERS)),
  'budget.read-waiting': on('budget', may('same-organisation', ...BUDGETEERS), may('public', 'auditor')),
} as const satisfies Actions;
