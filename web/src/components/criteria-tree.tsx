import type { Criterion, Leaf } from '../../../shared/domain/policy/criteria.ts';
import { useWords } from '../words/use-words.ts';
import { Citation, citedFrom } from './citation.tsx';

type Sources = Parameters<typeof citedFrom>[1];
type Group = Exclude<Criterion, Leaf>;

const isLeaf = (node: Criterion): node is Leaf => 'fact' in node;

const childrenOf = (group: Group): readonly Criterion[] =>
  'all' in group ? group.all : 'any' in group ? group.any : 'not' in group ? [group.not] : group.of;

function kindOf(group: Group): 'all' | 'any' | 'not' | 'atLeast' {
  if ('all' in group) return 'all';
  if ('any' in group) return 'any';
  return 'not' in group ? 'not' : 'atLeast';
}

/** A programme's conditions as a nested list: what must all hold, what is one of several ways, each with its clause. */
export function CriteriaTree({
  node,
  sources,
  top = true,
}: {
  readonly node: Criterion;
  readonly sources: Sources;
  readonly top?: boolean;
}) {
  const { t, of } = useWords();
  if (isLeaf(node)) {
    return (
      <div className="criterion">
        <p>{of(node.text)}</p>
        {node.note ? <p className="muted">{of(node.note)}</p> : null}
        <Citation cited={citedFrom(node.clause, sources)} confidence={node.confidence} />
      </div>
    );
  }
  const kind = kindOf(node);
  const children = childrenOf(node);
  const plain = top && kind === 'all';
  return (
    <div className={plain ? 'criteria' : `criteria criteria-group criteria-${kind}`}>
      {plain ? null : (
        <p className="criteria-how">
          {t(`criteria.${kind}`, { count: 'atLeast' in node ? node.atLeast : children.length })}
          {node.text ? <span> {of(node.text)}</span> : null}
        </p>
      )}
      <ul>
        {children.map((child, index) => (
          // the conditions of a version never change their order.
          <li key={isLeaf(child) ? child.id : index}>
            <CriteriaTree node={child} sources={sources} top={false} />
          </li>
        ))}
      </ul>
    </div>
  );
}
