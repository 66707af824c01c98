import js from '@eslint/js';
import angular from 'angular-eslint';
import regexp from 'eslint-plugin-regexp';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig([
  globalIgnores([
    'dist/',
    'coverage/',
    '.angular/',
    'e2e/results/',
    'frontend/src/app/core/api/schema.d.ts',
    // In no TypeScript project, so the typed rules cannot see them: configuration of tools and a test's loader.
    '*.mjs',
    'backend/**/*.mjs',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts', 'scripts/**/*.mjs'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { regexp },
    rules: {
      // Text from outside may not cost more than its length: one that takes the square of it freezes the server.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false, ignoreSticky: false }],
      // Modules of the framework are classes with decorators and nothing in them.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Answering and leaving at once is how middleware ends early.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // DTOs are classes for their metadata only; answers are plain objects of their shape.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // What a database calls a number may arrive as text.
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      // Tags of audio files are full of them.
      'no-control-regex': 'off',
      // Numbers in texts are what they look like.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Under noUncheckedIndexedAccess, an index that was just checked has no other way to say so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    // Who asks is known where a request or a command comes in; everything behind takes the owner as a parameter.
    files: ['backend/src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/*.controller.ts',
      'backend/src/cli/**',
      'backend/src/database/index.ts',
      'backend/src/database/migrations/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportSpecifier[imported.name="OWNER_ID"], ExportSpecifier[local.name="OWNER_ID"]',
          message: 'Only controllers and the command line know the constant: take ownerId as a parameter.',
        },
      ],
    },
  },
  {
    files: ['backend/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@nestjs/swagger',
              importNames: ['IntersectionType', 'OmitType', 'PartialType', 'PickType'],
              message: 'Extend a smaller class: how values are read is lost by these in the bundle.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['frontend/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'px', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'px', style: 'camelCase' }],
    },
  },
  {
    // The words of a language are loaded once all modules are: a message at their top level would stay English.
    files: ['frontend/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'TaggedTemplateExpression[tag.name="$localize"]:not(:function *, PropertyDefinition[static=false] > *, PropertyDefinition[static=false] > * *)',
          message: 'Its language is not known yet: make it in a function.',
        },
        {
          selector:
            'CallExpression[callee.property.name=/^toLocale(?:Date|Time)?String$/], NewExpression[callee.object.name="Intl"]',
          message: 'Use core/locale/formats.',
        },
      ],
    },
  },
  {
    files: ['frontend/src/app/core/locale/formats.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Requests are typed by the description of the API, in one place.
    files: ['frontend/src/app/{ui,player,media,features}/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: '@angular/common/http',
              importNames: ['HttpClient', 'httpResource'],
              message: 'Use query and Api of core/api.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['frontend/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: ['frontend/src/app/**/*.html'],
    ignores: ['**/*.spec.ts/*.html'],
    rules: {
      '@angular-eslint/template/elements-content': ['error', { allowList: ['pxLabel', 'i18n-pxLabel'] }],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'BoundAttribute[name=/^aria-/][__originalType=0]',
          message:
            'Angular draws none that is translated and has a value in it: use pxLabel (ui/label) or [attr.aria-…].',
        },
      ],
      '@angular-eslint/template/i18n': ['error', { checkId: false, checkAttributes: false, ignoreTags: ['kbd'] }],
    },
  },
  {
    // What the scripts read (configuration, reports) is JSON of other programs.
    files: ['**/*.mjs'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      'no-undef': 'off',
    },
  },
]);
