import { noChange } from "lit";
import { Directive, type DirectiveResult, directive, type ElementPart } from "lit/directive.js";

class CssVars extends Directive {
  render(_vars: Readonly<Record<string, string>>): unknown {
    return noChange;
  }

  override update({ element }: ElementPart, [vars]: [Readonly<Record<string, string>>]): unknown {
    for (const [name, value] of Object.entries(vars)) (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }
}

/** Custom properties of an element, without the style attribute that the page's security policy forbids. */
export const cssVars: (vars: Readonly<Record<string, string>>) => DirectiveResult = directive(CssVars);
