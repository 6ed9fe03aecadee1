/**
 * Turns the syntax of a JavaScript function into a tree of plain values, so that a small interpreter in any language
 * can evaluate it. The kinds of node are listed in docs/catalogue.md under "Rules".
 */

/** A construct that no rule of the package used so far; the caller decides what becomes of the rule. */
export class UnknownSyntax extends Error {}

/** The tree of an ESTree node; null for an absent one. */
export function treeOf(node) {
  if (!node) {
    return null;
  }
  const write = writers[node.type];
  if (!write) {
    throw new UnknownSyntax(`no tree for ${node.type}`);
  }
  return write(node);
}

const key = property => property.computed ? treeOf(property.key) : String(property.key.name ?? property.key.value);
const func = node => ['fn', node.params.map(treeOf), treeOf(node.body)];
const call = node => {
  // TypeScript's stand-in for calling a private method: __classPrivateFieldGet(this, instances, "m", method)
  const [, , kind, method] = node.arguments;
  if (node.callee.name === '__classPrivateFieldGet' && kind?.value === 'm') {
    return treeOf(method);
  }
  return [node.optional ? 'call?' : 'call', treeOf(node.callee), ...node.arguments.map(treeOf)];
};

const writers = {
  Identifier: n => ['id', n.name],
  Literal: n => n.regex ? ['re', n.regex.pattern, n.regex.flags] : ['lit', n.value],
  ThisExpression: () => ['this'],
  MemberExpression: n => [n.optional ? 'mem?' : 'mem', treeOf(n.object), n.computed ? treeOf(n.property) : n.property.name],
  ChainExpression: n => ['chain', treeOf(n.expression)],
  CallExpression: call,
  NewExpression: n => ['new', treeOf(n.callee), ...n.arguments.map(treeOf)],
  ArrowFunctionExpression: func,
  FunctionExpression: func,
  FunctionDeclaration: n => ['var', [['id', n.id.name], func(n)]],
  BinaryExpression: n => ['bin', n.operator, treeOf(n.left), treeOf(n.right)],
  LogicalExpression: n => ['log', n.operator, treeOf(n.left), treeOf(n.right)],
  UnaryExpression: n => ['un', n.operator, treeOf(n.argument)],
  UpdateExpression: n => ['upd', n.operator, n.prefix, treeOf(n.argument)],
  AssignmentExpression: n => ['set', n.operator, treeOf(n.left), treeOf(n.right)],
  ConditionalExpression: n => ['if', treeOf(n.test), treeOf(n.consequent), treeOf(n.alternate)],
  SequenceExpression: n => ['seq', ...n.expressions.map(treeOf)],
  TemplateLiteral: n => ['tpl', n.quasis.map(q => q.value.cooked), n.expressions.map(treeOf)],
  ArrayExpression: n => ['arr', ...n.elements.map(treeOf)],
  ObjectExpression: n => ['obj', ...n.properties.map(p => p.type === 'SpreadElement' ? treeOf(p) : [key(p), treeOf(p.value)])],
  SpreadElement: n => ['...', treeOf(n.argument)],
  AwaitExpression: n => ['await', treeOf(n.argument)],
  BlockStatement: n => ['block', ...n.body.map(treeOf)],
  EmptyStatement: () => ['block'],
  ExpressionStatement: n => ['expr', treeOf(n.expression)],
  ReturnStatement: n => ['ret', treeOf(n.argument)],
  IfStatement: n => ['ifs', treeOf(n.test), treeOf(n.consequent), treeOf(n.alternate)],
  VariableDeclaration: n => ['var', ...n.declarations.map(d => [treeOf(d.id), treeOf(d.init)])],
  ForStatement: n => ['for', treeOf(n.init), treeOf(n.test), treeOf(n.update), treeOf(n.body)],
  ForOfStatement: n => ['forof', treeOf(n.left), treeOf(n.right), treeOf(n.body)],
  ForInStatement: n => ['forin', treeOf(n.left), treeOf(n.right), treeOf(n.body)],
  WhileStatement: n => ['while', treeOf(n.test), treeOf(n.body)],
  SwitchStatement: n => ['switch', treeOf(n.discriminant), ...n.cases.map(c => [treeOf(c.test), ...c.consequent.map(treeOf)])],
  TryStatement: n => ['try', treeOf(n.block), n.handler ? [treeOf(n.handler.param), treeOf(n.handler.body)] : null, treeOf(n.finalizer)],
  ThrowStatement: n => ['throw', treeOf(n.argument)],
  LabeledStatement: n => ['label', n.label.name, treeOf(n.body)],
  ContinueStatement: n => n.label ? ['cont', n.label.name] : ['cont'],
  BreakStatement: n => n.label ? ['brk', n.label.name] : ['brk'],
  ObjectPattern: n => ['opat', ...n.properties.map(p => p.type === 'RestElement' ? treeOf(p) : [key(p), treeOf(p.value)])],
  ArrayPattern: n => ['apat', ...n.elements.map(treeOf)],
  AssignmentPattern: n => ['defpat', treeOf(n.left), treeOf(n.right)],
  RestElement: n => ['rest', treeOf(n.argument)],
};
