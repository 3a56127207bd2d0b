import type { Rule } from 'eslint'

export declare const literalText: Rule.RuleModule
