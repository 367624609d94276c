import { type Document, type Node, isAlias, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { TextProblem } from './text-problem';

/** 5,000 machines with ten disks each have half of it. */
const MOST_VALUES = 1_000_000;

const childrenOf = (node: Node): readonly unknown[] =>
  isSeq(node) ? node.items : isMap(node) ? node.items.flatMap((pair) => (isPair(pair) ? [pair.key, pair.value] : [])) : [];

/** Looks for aliases that lead nowhere, lead to what they are in, or unfold to more values than any spec has. Takes no longer than the text is long. */
export function aliasProblem(document: Document): TextProblem | undefined {
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();
  let problem: TextProblem | undefined;

  const refuse = (node: Node, what: string, repair: string): number => {
    problem ??= { offset: node.range?.[0] ?? 0, problem: what, repair };
    return 1;
  };
  function sizeOf(node: unknown): number {
    if (!isNode(node) || problem !== undefined) return 1;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        return refuse(node, `the alias *${node.source} refers to nothing`, `write &${node.source} before what it stands for, or write the value out`);
      const size = sizes.get(target);
      return size ?? refuse(node, `the alias *${node.source} refers to what it is part of`, 'write the value out');
    }
    if ((isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined) anchors.set(node.anchor, node);
    const size = childrenOf(node).reduce<number>((sum, child) => sum + sizeOf(child), 1);
    sizes.set(node, size);
    return size > MOST_VALUES ? refuse(node, `the aliases in here unfold to more than ${MOST_VALUES} values`, 'write out what is meant') : size;
  }
  sizeOf(document.contents);
  return problem;
}
