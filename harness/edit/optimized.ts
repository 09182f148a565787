import {
  type Expression,
  Project as MorphProject,
  Node,
  type ObjectLiteralElementLike,
  type ObjectLiteralExpression,
  type SourceFile,
} from "ts-morph";
import { ProblemError } from "../support/problem.js";
import { insertAfter } from "./insert.js";

/** Imports ts-morph (300 ms): load this file only to edit. */

export interface Edited {
  /** Null where nothing was optimised before. */
  readonly from: string | null;
  readonly text: string;
}

/**
 * `text` with `variant` as its `optimized`; `file` names it in problems. Throws ProblemError NOT_A_LITERAL.
 */
export function withOptimized(text: string, file: string, variant: string): Edited {
  const project = new MorphProject({ useInMemoryFileSystem: true, skipAddingFilesFromTsConfig: true });
  // ts-morph drops a byte-order mark; a space in its place keeps all positions.
  const source = project.createSourceFile("target.ts", text.replace(/^\uFEFF/, " "));
  try {
    return edit(text, declaredObject(source), variant);
  } catch (error) {
    if (!(error instanceof NotALiteral)) throw error;
    throw new ProblemError({
      code: "NOT_A_LITERAL",
      message: `\`optimized\` cannot be edited: ${error.message}.`,
      where: `${file}:${error.at.getStartLineNumber()}`,
      mend: `Write it as text in the object given to defineTarget(): optimized: "${variant}".`,
    });
  }
}

class NotALiteral extends Error {
  readonly at: Node;
  constructor(at: Node, message: string) {
    super(message);
    this.at = at;
  }
}

function edit(text: string, declaration: ObjectLiteralExpression, variant: string): Edited {
  const property = memberOf(declaration, "optimized");
  const spread = declaration.getProperties().findLast(Node.isSpreadAssignment);
  if (spread && (!property || spread.getPos() > property.getPos())) {
    throw new NotALiteral(spread, "it may come from the object that is spread here");
  }
  if (property) {
    const value = initialiserOf(property);
    if (!isText(value)) throw new NotALiteral(property, "its value is computed");
    // Between the quotes, whichever they are.
    const edited = text.slice(0, value.getStart() + 1) + variant + text.slice(value.getEnd() - 1);
    return { from: value.getLiteralText(), text: edited };
  }
  const baseline = memberOf(declaration, "baseline");
  if (!baseline) throw new NotALiteral(declaration, "there is no `baseline` to write it after");
  const value = initialiserOf(baseline);
  const quote = Node.isStringLiteral(value) ? value.getQuoteKind() : '"';
  const inserted = `optimized: ${quote}${variant}${quote}`;
  return { from: null, text: insertAfter(text, baseline.getStart(), baseline.getEnd(), inserted) };
}

/** Looks through `as const`, `satisfies …` and parentheses. */
const bare = (expression: Expression): Expression =>
  Node.isAsExpression(expression) ||
  Node.isSatisfiesExpression(expression) ||
  Node.isParenthesizedExpression(expression)
    ? bare(expression.getExpression())
    : expression;

const isText = (node: Node | undefined) =>
  Node.isStringLiteral(node) || Node.isNoSubstitutionTemplateLiteral(node);

const initialiserOf = (member: ObjectLiteralElementLike): Expression | undefined =>
  Node.isPropertyAssignment(member) ? bare(member.getInitializerOrThrow()) : undefined;

function memberOf(object: ObjectLiteralExpression, name: string): ObjectLiteralElementLike | undefined {
  return object.getProperties().find((member) => {
    if (Node.isSpreadAssignment(member)) return false;
    const key = member.getNameNode();
    const spelled = Node.isComputedPropertyName(key) ? bare(key.getExpression()) : key;
    return Node.isStringLiteral(spelled) ? spelled.getLiteralText() === name : spelled.getText() === name;
  });
}

function declaredObject(source: SourceFile): ObjectLiteralExpression {
  const define = nameOfDefine(source);
  const calls = source.getDescendants().filter(Node.isCallExpression);
  const [call, another] = calls.filter((one) => one.getExpression().getText() === define);
  if (!call || another)
    throw new NotALiteral(another ?? source, "the file does not call defineTarget() exactly once");
  const [argument] = call.getArguments();
  const object = Node.isExpression(argument) ? bare(argument) : undefined;
  if (!Node.isObjectLiteralExpression(object)) {
    throw new NotALiteral(call, "defineTarget() is not given an object literal");
  }
  return object;
}

/** `defineTarget`, or what the file imports it as. */
function nameOfDefine(source: SourceFile): string {
  const imports = source.getImportDeclarations().filter((one) => one.getModuleSpecifierValue() === "pawl");
  const named = imports
    .flatMap((one) => one.getNamedImports())
    .find((one) => one.getName() === "defineTarget");
  if (named) return named.getAliasNode()?.getText() ?? named.getName();
  const namespace = imports
    .map((one) => one.getNamespaceImport()?.getText())
    .find((name) => name !== undefined);
  return namespace === undefined ? "defineTarget" : `${namespace}.defineTarget`;
}
