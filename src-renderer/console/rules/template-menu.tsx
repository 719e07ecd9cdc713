import { ChevronDown } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { ruleTemplates } from '../../../src-main/core/rule-templates.ts'
import panels from '../panels/panels.module.css'
import { useActions } from '../state/context.tsx'
import { Button } from '../ui/button.tsx'
import menu from '../ui/menu.module.css'
import { templateWords } from './words.ts'

/** A start for a kind of night; what the DJ listed stays, but for `blank`. */
export function TemplateMenu() {
  const { fillRulesFrom } = useActions()
  return (
    <div className={panels.buttons}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger asChild>
          <Button>
            Fill in for a kind of night
            <ChevronDown size={16} aria-hidden="true" />
          </Button>
        </DropdownMenu.Trigger>
        <DropdownMenu.Content className={menu.menu} align="start" sideOffset={6} collisionPadding={8}>
          {ruleTemplates.map((template) => (
            <DropdownMenu.Item
              key={template}
              className={menu.item}
              onSelect={() => void fillRulesFrom(template)}
            >
              {templateWords[template].label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Root>
    </div>
  )
}
