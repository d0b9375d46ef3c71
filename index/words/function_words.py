"""Words that make a sentence a question and say nothing of its subject.

They are not searched for, unless nothing else is left, as in 是什么.
"""

from __future__ import annotations

FUNCTION_WORDS = frozenset(
    # particles, pronouns, conjunctions
    "的 了 着 过 地 得 之 其 所 吗 呢 吧 啊 呀 嘛 哦 么 我 你 您 他 她 它 我们 你们 他们 咱 "
    "咱们 自己 这 那 这个 那个 这些 那些 这里 那里 这儿 那儿 和 与 及 或 或者 以及 而 但 但是 "
    "如果 要是 因为 所以 对 对于 关于 在 于 从 到 向 由 被 把 将 给 让 跟 同 就 也 还 都 又 "
    "再 才 只 很 最 更 太 已 已经 正在 一下 一个 一些 个 请 请问 谢谢 您好 你好 麻烦 "
    # question words
    "什么 啥 哪 哪些 哪个 哪里 哪儿 谁 怎么 怎样 怎么样 如何 咋 咋样 为什么 为啥 为何 多少 几 "
    "几个 多 多久 多长 多长时间 什么样 什么时候 何时 是否 是不是 有没有 能不能 可不可以 能否 "
    "可否 行不行 怎么办 咋办 怎么弄 咋弄 干嘛 干什么 "
    # the same in Cantonese, Sichuan, the Northeast, Shanghai, Henan
    "嘅 咗 喺 畀 俾 佢 佢哋 我哋 嚟 啲 嘢 咩 乜 乜嘢 唔 冇 点样 点解 边度 几多 几时 啥子 咋个 晓得 "
    "啷 噻 嘞 哋 侬 阿拉 恁 俺 俺们 "
    # verbs of asking
    "是 有 没 没有 不 要 需 需要 想 想要 应 应该 该 能 能够 可 可以 会 得到 知道 问 问问 咨询 "
    "了解 告诉 看看 听说 一般 大概 大约 现在 目前 情况 时候 东西 事 事情 算 做 弄 搞".split()
)

ENGLISH_FUNCTION_WORDS = frozenset(
    "a an the and or of to in on at by for from with without about into as is are was were be been "
    "being am do does did doing done have has had having can could will would shall should may "
    "might must i me my we us our you your he she it its they them their this that these those "
    "there here what which who whom whose when where why how much many long often any some no not "
    "if then than so such please tell know need needed want get got take takes taking there's "
    "what's how's i'm it's don't doesn't".split()
)
