<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name></name>
    <message>
        <source>&amp;New account…</source>
        <translation>新建账户(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;New sub-account…</source>
        <translation>新建下级账户(&amp;N)…</translation>
    </message>
    <message>
        <source>New account &amp;below the selected…</source>
        <translation>在所选账户下新建账户(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Edit details…</source>
        <translation>编辑资料(&amp;E)…</translation>
    </message>
    <message>
        <source>Sub acco&amp;unts</source>
        <translation>下级账户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Overdraft limit…</source>
        <translation>透支限额(&amp;O)…</translation>
    </message>
    <message>
        <source>Rate &amp;group…</source>
        <translation>费率组(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Private rates…</source>
        <translation>私有费率(&amp;P)…</translation>
    </message>
    <message>
        <source>Use lowe&amp;r rate…</source>
        <translation>启用下级费率(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>锁定(&amp;L)</translation>
    </message>
    <message>
        <source>Unloc&amp;k</source>
        <translation>解锁(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Move under another agent…</source>
        <translation>移到其他代理账户(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Cancel account…</source>
        <translation>销户(&amp;C)…</translation>
    </message>
    <message>
        <source>What may &amp;I do with it?</source>
        <translation>我能对它做什么(&amp;I)？</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>命令面板(&amp;C)…</translation>
    </message>
    <message>
        <source>Change my &amp;password…</source>
        <translation>修改我的密码(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Lock the console</source>
        <translation>锁定控制台(&amp;L)</translation>
    </message>
    <message>
        <source>Log &amp;out</source>
        <translation>注销(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>下一个标签页(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous tab</source>
        <translation>上一个标签页(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>关闭标签页(&amp;C)</translation>
    </message>
    <message>
        <source>Re&amp;open closed tab</source>
        <translation>重新打开已关闭的标签页(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Go to navigation</source>
        <translation>转到导航树(&amp;G)</translation>
    </message>
    <message>
        <source>Go to &amp;table</source>
        <translation>转到表格(&amp;T)</translation>
    </message>
    <message>
        <source>Colours of the &amp;system</source>
        <translation>跟随系统配色(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Co&amp;mfortable rows</source>
        <translation>宽松行距(&amp;M)</translation>
    </message>
    <message>
        <source>Comp&amp;act rows</source>
        <translation>紧凑行距(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;User guide</source>
        <translation>用户手册(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;About vosdesk</source>
        <translation>关于 vosdesk(&amp;A)</translation>
    </message>
    <message>
        <source>New a&amp;gent…</source>
        <translation>新建代理商(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Authorization…</source>
        <translation>权限(&amp;A)…</translation>
    </message>
    <message>
        <source>Effective access…</source>
        <translation>有效权限…</translation>
    </message>
    <message>
        <source>Who can…</source>
        <translation>谁能操作…</translation>
    </message>
    <message>
        <source>All about this &amp;object</source>
        <translation>此对象的全部日志(&amp;O)</translation>
    </message>
    <message>
        <source>All by this &amp;user</source>
        <translation>此用户的全部日志(&amp;U)</translation>
    </message>
    <message>
        <source>Change system para&amp;meter…</source>
        <translation>修改系统参数(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Recharge…</source>
        <translation>充值(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Deduct…</source>
        <translation>扣费(&amp;D)…</translation>
    </message>
    <message>
        <source>Make &amp;zero…</source>
        <translation>归零(&amp;Z)…</translation>
    </message>
    <message>
        <source>Re&amp;verse…</source>
        <translation>冲正(&amp;V)…</translation>
    </message>
    <message>
        <source>Payment &amp;history of the account</source>
        <translation>账户的缴费记录(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Statement of the account…</source>
        <translation>账户对账单(&amp;S)…</translation>
    </message>
    <message>
        <source>Rece&amp;ipt…</source>
        <translation>收据(&amp;I)…</translation>
    </message>
    <message>
        <source>&amp;Export to CSV…</source>
        <translation>导出为 CSV(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;New rate group…</source>
        <translation>新建费率组(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Rates of the group</source>
        <translation>查看组内费率(&amp;R)</translation>
    </message>
    <message>
        <source>Accounts that &amp;use the group</source>
        <translation>使用该组的账户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Edit rate group…</source>
        <translation>编辑费率组(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Copy rate group…</source>
        <translation>复制费率组(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Delete rate group…</source>
        <translation>删除费率组(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Import rates into the group…</source>
        <translation>向组内导入费率(&amp;I)…</translation>
    </message>
    <message>
        <source>E&amp;xport rates of the group…</source>
        <translation>导出该组费率(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Add rate…</source>
        <translation>添加费率(&amp;A)…</translation>
    </message>
    <message>
        <source>E&amp;dit rate…</source>
        <translation>编辑费率(&amp;D)…</translation>
    </message>
    <message>
        <source>De&amp;lete rates…</source>
        <translation>删除费率(&amp;L)…</translation>
    </message>
    <message>
        <source>C&amp;hange selected rates…</source>
        <translation>更改所选费率(&amp;H)…</translation>
    </message>
    <message>
        <source>Cance&amp;l the scheduled rate…</source>
        <translation>撤回预定费率(&amp;L)…</translation>
    </message>
    <message>
        <source>I&amp;mport rates…</source>
        <translation>导入费率(&amp;M)…</translation>
    </message>
    <message>
        <source>E&amp;xport rates…</source>
        <translation>导出费率(&amp;X)…</translation>
    </message>
    <message>
        <source>&amp;Which rate applies…</source>
        <translation>号码适用哪条费率(&amp;W)…</translation>
    </message>
    <message>
        <source>Com&amp;pare rates…</source>
        <translation>比较费率(&amp;P)…</translation>
    </message>
    <message>
        <source>L&amp;oss report</source>
        <translation>亏损报告(&amp;O)</translation>
    </message>
    <message>
        <source>Rate searc&amp;h</source>
        <translation>费率查询(&amp;H)</translation>
    </message>
    <message>
        <source>Rates of its &amp;group</source>
        <translation>所在费率组的费率(&amp;G)</translation>
    </message>
    <message>
        <source>Export found rates to CS&amp;V…</source>
        <translation>将查到的费率导出为 CSV(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Console</source>
        <translation>控制台(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Users</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Accounts</source>
        <translation>账户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Rates</source>
        <translation>费率(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Payments</source>
        <translation>缴费(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>&amp;Why not?</source>
        <translation>为什么不能(&amp;W)？</translation>
    </message>
    <message>
        <source>The session of {login} has ended.</source>
        <translation>{login} 的会话已结束。</translation>
    </message>
    <message>
        <source>This is the session that you are working in: you will have to log in again.</source>
        <translation>这是您正在使用的会话：结束后需要重新登录。</translation>
    </message>
    <message>
        <source>What its user has not sent yet is kept in his window until he logs in again.</source>
        <translation>该用户尚未提交的内容会保留在其窗口中，重新登录后可继续。</translation>
    </message>
    <message>
        <source>He can log in again at once. Lock the user to keep him out.</source>
        <translation>该用户可以立即重新登录。如需阻止，请锁定该用户。</translation>
    </message>
    <message>
        <source>{user}, logged in {time}</source>
        <translation>{user}，{time} 登录</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>结束会话</translation>
    </message>
    <message>
        <source>&amp;End session…</source>
        <translation>结束会话(&amp;E)…</translation>
    </message>
    <message>
        <source>What he &amp;did</source>
        <translation>其操作日志(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;New rights template…</source>
        <translation>新建权限模板(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Copy rights template…</source>
        <translation>复制权限模板(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Edit rights template…</source>
        <translation>编辑权限模板(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Delete rights template…</source>
        <translation>删除权限模板(&amp;D)…</translation>
    </message>
    <message>
        <source>Its &amp;users</source>
        <translation>使用此模板的用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;New user…</source>
        <translation>新建用户(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Edit user…</source>
        <translation>编辑用户(&amp;E)…</translation>
    </message>
    <message>
        <source>Reset &amp;password…</source>
        <translation>重置密码(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Lock user…</source>
        <translation>锁定用户(&amp;L)…</translation>
    </message>
    <message>
        <source>&amp;Unlock user</source>
        <translation>解锁用户(&amp;U)</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Type what you want to do or see</source>
        <translation>输入要执行的操作或要查看的内容</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Demo company</source>
        <translation>演示公司</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Opening the database…</source>
        <translation>正在打开数据库…</translation>
    </message>
    <message>
        <source>This computer is no longer remembered. Enter the password.</source>
        <translation>此电脑的登录凭据已失效，请输入密码。</translation>
    </message>
    <message>
        <source>This computer has no keyring that can be used: the login is not remembered.</source>
        <translation>此电脑没有可用的密钥环，无法记住登录。</translation>
    </message>
    <message>
        <source>Logging out…</source>
        <translation>正在注销…</translation>
    </message>
    <message>
        <source>Qt for Python, LGPL-3.0; its libraries can be replaced</source>
        <translation>Qt for Python，LGPL-3.0，其库文件可以替换</translation>
    </message>
    <message>
        <source>database access, MIT</source>
        <translation>数据库访问，MIT</translation>
    </message>
    <message>
        <source>database migrations, MIT</source>
        <translation>数据库升级，MIT</translation>
    </message>
    <message>
        <source>values and their codec, BSD-3-Clause</source>
        <translation>数据结构及编解码，BSD-3-Clause</translation>
    </message>
    <message>
        <source>password hashes, MIT</source>
        <translation>密码散列，MIT</translation>
    </message>
    <message>
        <source>strength of passwords, MIT</source>
        <translation>密码强度检查，MIT</translation>
    </message>
    <message>
        <source>the system&apos;s keyring, MIT</source>
        <translation>系统密钥环，MIT</translation>
    </message>
    <message>
        <source>folders of the system, MIT</source>
        <translation>系统目录，MIT</translation>
    </message>
    <message>
        <source>icons, MIT; its Phosphor font, MIT</source>
        <translation>图标，MIT；所用 Phosphor 字体，MIT</translation>
    </message>
    <message>
        <source>numbering plans, Apache-2.0</source>
        <translation>号码编号计划，Apache-2.0</translation>
    </message>
    <message>
        <source>About vosdesk</source>
        <translation>关于 vosdesk</translation>
    </message>
    <message>
        <source>A desktop console for VoIP billing. Free software under the GNU LGPL, version 3 or later.</source>
        <translation>VoIP 计费桌面控制台。自由软件，采用 GNU LGPL 第 3 版或更高版本。</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>使用的组件：</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>用户手册</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Postcode</source>
        <translation>邮编</translation>
    </message>
    <message>
        <source>ID type</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新建账户</translation>
    </message>
    <message>
        <source>New sub-account of {number}</source>
        <translation>新建 {number} 的下级账户</translation>
    </message>
    <message>
        <source>Open account</source>
        <translation>开户</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Account number</source>
        <translation>账户号码</translation>
    </message>
    <message>
        <source>Never changes.</source>
        <translation>创建后不可更改。</translation>
    </message>
    <message>
        <source>Account name</source>
        <translation>账户名称</translation>
    </message>
    <message>
        <source>Agent account</source>
        <translation>代理账户</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Billing rate</source>
        <translation>计费费率</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Empty: {days} days from today.</source>
        <translation>留空：自今日起 {days} 天。</translation>
    </message>
    <message>
        <source>Memo</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Limits and opening balance</source>
        <translation>限额与开户余额</translation>
    </message>
    <message>
        <source>Opening balance</source>
        <translation>开户余额</translation>
    </message>
    <message>
        <source>Written as a payment record.</source>
        <translation>将写入一条缴费记录。</translation>
    </message>
    <message>
        <source>Overdraft limit</source>
        <translation>透支限额</translation>
    </message>
    <message>
        <source>Low-balance threshold</source>
        <translation>余额预警值</translation>
    </message>
    <message>
        <source>Empty: {amount}.</source>
        <translation>留空：{amount}。</translation>
    </message>
    <message>
        <source>{agent} uses the lower rate: its own rates apply whatever billing rate is chosen here, and its balance must cover what is opened. {cover}.</source>
        <translation>{agent} 已启用下级费率：无论此处选择哪个计费费率，均按其自身费率计费，且开户金额必须由其余额担保。{cover}。</translation>
    </message>
    <message>
        <source>Edit account {account}</source>
        <translation>编辑账户 {account}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Not yours to change on an account that you are listed on.</source>
        <translation>您本人在此账户的权限名单上，不能修改此项。</translation>
    </message>
    <message>
        <source>Account {number} opened.</source>
        <translation>账户 {number} 开户成功。</translation>
    </message>
    <message>
        <source>Account {number} saved.</source>
        <translation>账户 {number} 已保存。</translation>
    </message>
    <message>
        <source>Account {number} is locked.</source>
        <translation>账户 {number} 已锁定。</translation>
    </message>
    <message>
        <source>Account {number} is unlocked.</source>
        <translation>账户 {number} 已解锁。</translation>
    </message>
    <message>
        <source>Cancel account</source>
        <translation>销户</translation>
    </message>
    <message>
        <source>Cancel account {account}?</source>
        <translation>确定要为账户 {account} 销户吗？</translation>
    </message>
    <message>
        <source>It stays in the list with its payment records, but it can never be used again.</source>
        <translation>账户及其缴费记录仍保留在列表中，但不能再使用。</translation>
    </message>
    <message>
        <source>Its number is not free for another account.</source>
        <translation>其号码不能再用于其他账户。</translation>
    </message>
    <message>
        <source>Cancel the account</source>
        <translation>确定销户</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留账户</translation>
    </message>
    <message>
        <source>Account {number} is cancelled.</source>
        <translation>账户 {number} 已销户。</translation>
    </message>
    <message>
        <source>free</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>short by</source>
        <translation>缺口</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>担保额度</translation>
    </message>
    <message>
        <source>used</source>
        <translation>已占用</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>As it is (not yours to see)</source>
        <translation>保持不变（无权查看）</translation>
    </message>
    <message>
        <source>{name} (private)</source>
        <translation>{name}（私有）</translation>
    </message>
    <message>
        <source>Overdraft limit of {account}</source>
        <translation>{account} 的透支限额</translation>
    </message>
    <message>
        <source>Change limit</source>
        <translation>修改限额</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Limit now</source>
        <translation>当前限额</translation>
    </message>
    <message>
        <source>May be spent afterwards</source>
        <translation>修改后可消费</translation>
    </message>
    <message>
        <source>Rate groups of {account}</source>
        <translation>{account} 的费率组</translation>
    </message>
    <message>
        <source>Private rate</source>
        <translation>私有费率</translation>
    </message>
    <message>
        <source>Its rates go before those of the billing rate.</source>
        <translation>优先于计费费率。</translation>
    </message>
    <message>
        <source>The agent account uses the lower rate: its own rates apply, and this choice waits.</source>
        <translation>代理账户已启用下级费率：按其自身费率计费，此处的选择暂不生效。</translation>
    </message>
    <message>
        <source>Use lower rate: {account}</source>
        <translation>启用下级费率：{account}</translation>
    </message>
    <message>
        <source>Turn on</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Turn off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>The cover is short: turning it on will be refused until the balance is higher.</source>
        <translation>担保额度不足：余额补足之前无法启用。</translation>
    </message>
    <message>
        <source>Every direct sub-account is then billed at this account&apos;s own rates. Its own choice is kept, unused.</source>
        <translation>启用后，所有直属下级账户均按本账户自身的费率计费；下级原有的选择予以保留，但不生效。</translation>
    </message>
    <message>
        <source>The sub-accounts together may hold no more than this account&apos;s balance: balance and overdraft limit of each count.</source>
        <translation>下级账户合计不得超过本账户余额，每个下级账户按余额加透支限额计算。</translation>
    </message>
    <message>
        <source>No user who is this account&apos;s agent may hold a right to open or edit rates while it is on.</source>
        <translation>启用期间，作为本账户代理商的用户不得拥有查看或编辑费率的权限。</translation>
    </message>
    <message>
        <source>Every sub-account is then billed at the rate group chosen for it.</source>
        <translation>停用后，各下级账户按为其选定的费率组计费。</translation>
    </message>
    <message>
        <source>The sub-accounts are no longer held to this account&apos;s balance.</source>
        <translation>下级账户不再受本账户余额限制。</translation>
    </message>
    <message>
        <source>Overdraft limit of {number} changed.</source>
        <translation>{number} 的透支限额已修改。</translation>
    </message>
    <message>
        <source>Rate groups of {number} changed.</source>
        <translation>{number} 的费率组已修改。</translation>
    </message>
    <message>
        <source>Lower rate of {number} is off.</source>
        <translation>{number} 已停用下级费率。</translation>
    </message>
    <message>
        <source>Lower rate of {number} is on.</source>
        <translation>{number} 已启用下级费率。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>May I?</source>
        <translation>是否允许</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>Why not</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Nothing can be done here</source>
        <translation>此处没有可执行的操作</translation>
    </message>
    <message>
        <source>What may I do with {account}?</source>
        <translation>我能对 {account} 做什么？</translation>
    </message>
    <message>
        <source>Modify</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Add sub</source>
        <translation>新增下级</translation>
    </message>
    <message>
        <source>Cancel sub</source>
        <translation>下级销户</translation>
    </message>
    <message>
        <source>Pay sub</source>
        <translation>下级缴费</translation>
    </message>
    <message>
        <source>Rate sub</source>
        <translation>下级费率</translation>
    </message>
    <message>
        <source>this account</source>
        <translation>本账户</translation>
    </message>
    <message>
        <source>{number}, above</source>
        <translation>{number}，上级</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Listed on</source>
        <translation>所在名单</translation>
    </message>
    <message>
        <source>Sub-accounts too</source>
        <translation>含下级账户</translation>
    </message>
    <message>
        <source>Set by</source>
        <translation>设置人</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Nobody is listed</source>
        <translation>名单为空</translation>
    </message>
    <message>
        <source>Administrators and operators need no entry. Add lists an agent&apos;s user.</source>
        <translation>管理员和操作员无需列入。“添加”可列入代理商用户。</translation>
    </message>
    <message>
        <source>Authorize a user on {number}</source>
        <translation>授权用户操作 {number}</translation>
    </message>
    <message>
        <source>Change an entry on {number}</source>
        <translation>修改 {number} 的权限条目</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Agent&apos;s user</source>
        <translation>代理商用户</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>The accounts below it too</source>
        <translation>包含其下级账户</translation>
    </message>
    <message>
        <source>This takes rights away</source>
        <translation>此操作会使用户失去权限</translation>
    </message>
    <message>
        <source>This entry takes rights away from {login}.</source>
        <translation>此条目会使 {login} 失去部分权限。</translation>
    </message>
    <message>
        <source>Save it all the same</source>
        <translation>仍然保存</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>{login} reaches {number} already, through the access list of {above} (set by {by}, {at}). An entry on {number} itself goes before that one and hides it.</source>
        <translation>{login} 已可通过 {above} 的权限名单（{by} 于 {at} 设置）操作 {number}。若在 {number} 本身再设条目，将优先于上述条目并将其遮蔽。</translation>
    </message>
    <message>
        <source>No longer on {number}: {verbs}.</source>
        <translation>在 {number} 上将失去：{verbs}。</translation>
    </message>
    <message>
        <source>No longer on the accounts below {number}: {verbs}.</source>
        <translation>在 {number} 的下级账户上将失去：{verbs}。</translation>
    </message>
    <message>
        <source>An agent&apos;s user needs no entry on a sub-account: leave the list as it is.</source>
        <translation>代理商用户无需在下级账户上另设条目，保持名单不变即可。</translation>
    </message>
    <message>
        <source>The entry nearest to an account decides: one on the account itself goes before those of its agents, which are shown greyed. An agent never pays an account that he is listed on himself.</source>
        <translation>距离账户最近的条目起决定作用：账户本身的条目优先于其上级代理账户的条目（后者显示为灰色）。代理商不能为自己列在名单上的账户缴费。</translation>
    </message>
    <message>
        <source>Authorization on account {number}</source>
        <translation>账户权限：{number}</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>修改…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>To choose a user you need the right to view users.</source>
        <translation>选择用户需要“查看用户”权限。</translation>
    </message>
    <message>
        <source>Choose an entry first.</source>
        <translation>请先选择一个条目。</translation>
    </message>
    <message>
        <source>This entry stands on account {number}: change it there.</source>
        <translation>此条目属于账户 {number}，请到该账户修改。</translation>
    </message>
    <message>
        <source>Remove from the access list</source>
        <translation>从权限名单移除</translation>
    </message>
    <message>
        <source>Remove {login} from the access list of account {number}?</source>
        <translation>将 {login} 从账户 {number} 的权限名单中移除？</translation>
    </message>
    <message>
        <source>It takes effect at the user&apos;s next click. What the entry hid is back at once.</source>
        <translation>该用户下一次操作时生效，被此条目遮蔽的权限立即恢复。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{login} is off the access list of {number}.</source>
        <translation>已将 {login} 从 {number} 的权限名单中移除。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>See rates</source>
        <translation>查看费率</translation>
    </message>
    <message>
        <source>Edit rates</source>
        <translation>编辑费率</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名称</translation>
    </message>
    <message>
        <source>Add lets an agent&apos;s user choose this rate group.</source>
        <translation>“添加”可允许代理商用户选用此费率组。</translation>
    </message>
    <message>
        <source>Authorize a user on {name}</source>
        <translation>授权用户使用 {name}</translation>
    </message>
    <message>
        <source>Change an entry on {name}</source>
        <translation>修改 {name} 的权限条目</translation>
    </message>
    <message>
        <source>To edit rates a user needs the operation right as well.</source>
        <translation>编辑费率还需要相应的操作权限。</translation>
    </message>
    <message>
        <source>An agent&apos;s user may choose, for his sub-accounts, his own private rate groups and those that list him with “Use”. Administrators and operators need no entry.</source>
        <translation>代理商用户可为其下级账户选用自己的私有费率组，以及在权限名单上授予其“使用”的费率组。管理员和操作员无需列入。</translation>
    </message>
    <message>
        <source>Authorization on rate group {name}</source>
        <translation>费率组权限：{name}</translation>
    </message>
    <message>
        <source>Remove {login} from the access list of rate group {name}?</source>
        <translation>将 {login} 从费率组 {name} 的权限名单中移除？</translation>
    </message>
    <message>
        <source>He can no longer choose it. Accounts that have it already keep it.</source>
        <translation>该用户不能再选用此费率组；已选用的账户不受影响。</translation>
    </message>
    <message>
        <source>{login} is off the access list of {name}.</source>
        <translation>已将 {login} 从 {name} 的权限名单中移除。</translation>
    </message>
    <message>
        <source>Login name or name</source>
        <translation>登录名或名称</translation>
    </message>
    <message>
        <source>Somebody changed this while you were editing.</source>
        <translation>编辑期间，其他用户修改了此内容。</translation>
    </message>
    <message>
        <source>Take the stored version</source>
        <translation>采用已保存的版本</translation>
    </message>
    <message>
        <source>Keep mine and overwrite</source>
        <translation>以我的内容覆盖</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>我的内容</translation>
    </message>
    <message>
        <source>Stored now</source>
        <translation>已保存的内容</translation>
    </message>
    <message>
        <source>Selected accounts: {count}.</source>
        <translation>所选账户：{count} 个。</translation>
    </message>
    <message>
        <source>Each is judged by itself: what is refused stays as it is, and the reasons are listed at the end.</source>
        <translation>逐个账户判断：被拒绝的保持不变，原因在结束时列出。</translation>
    </message>
    <message>
        <source>Refused accounts and why</source>
        <translation>被拒绝的账户及原因</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Done: {done}. Refused: {refused}.</source>
        <translation>成功：{done}，拒绝：{refused}。</translation>
    </message>
    <message>
        <source>The first {n} are listed.</source>
        <translation>列出前 {n} 个。</translation>
    </message>
    <message>
        <source>Lock accounts</source>
        <translation>锁定账户</translation>
    </message>
    <message>
        <source>Unlock accounts</source>
        <translation>解锁账户</translation>
    </message>
    <message>
        <source>Change billing rate of accounts</source>
        <translation>修改账户的计费费率</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change overdraft limit of accounts</source>
        <translation>修改账户的透支限额</translation>
    </message>
    <message>
        <source>{act} ({count})</source>
        <translation>{act}（{count}）</translation>
    </message>
    <message>
        <source>Type {text} to confirm:</source>
        <translation>请输入 {text} 以确认：</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>May he?</source>
        <translation>是否允许</translation>
    </message>
    <message>
        <source>Choose a user and an account</source>
        <translation>请选择用户和账户</translation>
    </message>
    <message>
        <source>Effective access</source>
        <translation>有效权限</translation>
    </message>
    <message>
        <source>Caller</source>
        <translation>主叫</translation>
    </message>
    <message>
        <source>Callee</source>
        <translation>被叫</translation>
    </message>
    <message>
        <source>Begin time</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>End time</source>
        <translation>终止时间</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>通话时长</translation>
    </message>
    <message>
        <source>Refused for</source>
        <translation>拒绝来源账户</translation>
    </message>
    <message>
        <source>Flow number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>{price} / {seconds} s</source>
        <translation>{price} / {seconds} 秒</translation>
    </message>
    <message>
        <source>Rate group</source>
        <translation>费率组</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Charges</source>
        <translation>扣费明细</translation>
    </message>
    <message>
        <source>Nothing was charged for this call.</source>
        <translation>此通话未扣费。</translation>
    </message>
    <message>
        <source>Choose a line to see why.</source>
        <translation>选择一行可查看原因。</translation>
    </message>
    <message>
        <source>User {login} is locked: he cannot log in.</source>
        <translation>用户 {login} 已锁定，无法登录。</translation>
    </message>
    <message>
        <source>User {login} has expired: he cannot log in.</source>
        <translation>用户 {login} 已过期，无法登录。</translation>
    </message>
    <message>
        <source>Users of type {type} can never have the right “{right}”.</source>
        <translation>{type}类型的用户永远不能拥有“{right}”权限。</translation>
    </message>
    <message>
        <source>The user is not on this access list, nor on that of an account above it.</source>
        <translation>该用户不在此账户及其任何上级账户的权限名单上。</translation>
    </message>
    <message>
        <source>Users of type Agent can never do this.</source>
        <translation>代理商类型的用户永远不能执行此操作。</translation>
    </message>
    <message>
        <source>The access list of account {account} decides; the user&apos;s entry there gives only: {rights} (set by {by}, {at}).</source>
        <translation>由账户 {account} 的权限名单决定；该用户的条目仅授予：{rights}（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>The access list of account {account} names the user for that account alone, not for those below it (set by {by}, {at}).</source>
        <translation>账户 {account} 的权限名单仅将该用户列于该账户本身，不含其下级账户（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>The user is listed on account {account} himself (by {by}, {at}). It counts as his own, and nobody does this with his own account.</source>
        <translation>该用户本人列在账户 {account} 的权限名单上（{by} 于 {at} 设置），视为其自有账户；任何人都不能对自有账户执行此操作。</translation>
    </message>
    <message>
        <source>The entry on the access list of account {account} itself (set by {by}, {at}) goes first, and hides the entry on account {hidden_account}, which would give: {hidden_rights}.</source>
        <translation>账户 {account} 本身权限名单上的条目（{by} 于 {at} 设置）优先，遮蔽了账户 {hidden_account} 上的条目；后者本可授予：{hidden_rights}。</translation>
    </message>
    <message>
        <source>The rate group is not the user&apos;s own.</source>
        <translation>此费率组不是该用户自己的。</translation>
    </message>
    <message>
        <source>The user&apos;s entry on the access list of this rate group gives only: {rights} (set by {by}, {at}).</source>
        <translation>该用户在此费率组权限名单上的条目仅授予：{rights}（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>不可以。</translation>
    </message>
    <message>
        <source>User {login}, of type {type}, can log in.</source>
        <translation>用户 {login}（{type}）可以登录。</translation>
    </message>
    <message>
        <source>The rate group is private to {owner}.</source>
        <translation>此费率组为 {owner} 私有。</translation>
    </message>
    <message>
        <source>The access list of account {account} lists the user with: {rights} (set by {by}, {at}).</source>
        <translation>账户 {account} 的权限名单授予该用户：{rights}（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>The access list of this rate group lists the user with: {rights} (set by {by}, {at}).</source>
        <translation>此费率组的权限名单授予该用户：{rights}（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>Administrators hold every right; so “{right}” too.</source>
        <translation>管理员拥有全部权限，包括“{right}”。</translation>
    </message>
    <message>
        <source>You hold the operation right “{right}”.</source>
        <translation>您拥有操作权限“{right}”。</translation>
    </message>
    <message>
        <source>The template “{template}” gives the right “{right}”.</source>
        <translation>模板“{template}”授予“{right}”权限。</translation>
    </message>
    <message>
        <source>The right “{right}” was given by hand.</source>
        <translation>“{right}”权限为手动授予。</translation>
    </message>
    <message>
        <source>You do not hold the operation right “{right}”.</source>
        <translation>您没有操作权限“{right}”。</translation>
    </message>
    <message>
        <source>The template “{template}” does not give the right “{right}”.</source>
        <translation>模板“{template}”未授予“{right}”权限。</translation>
    </message>
    <message>
        <source>The right “{right}” was not given.</source>
        <translation>未授予“{right}”权限。</translation>
    </message>
    <message>
        <source>{verb}: yes</source>
        <translation>{verb}：可以</translation>
    </message>
    <message>
        <source>{verb}: no</source>
        <translation>{verb}：不可以</translation>
    </message>
    <message>
        <source>Remove this entry…</source>
        <translation>移除此条目…</translation>
    </message>
    <message>
        <source>Export payment records</source>
        <translation>导出缴费记录</translation>
    </message>
    <message>
        <source>Export found rates</source>
        <translation>导出查到的费率</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Exported records: {count}</source>
        <translation>已导出记录：{count} 条</translation>
    </message>
    <message>
        <source>CSV files (*.csv)</source>
        <translation>CSV 文件 (*.csv)</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was written.</source>
        <translation>磁盘已满，未写入任何内容。</translation>
    </message>
    <message>
        <source>The file is open in another program, or you may not change it: {file}. Nothing was written.</source>
        <translation>文件已在其他程序中打开，或者您无权更改它：{file}。没有写入任何内容。</translation>
    </message>
    <message>
        <source>You may not write in this folder: {folder}. Nothing was written.</source>
        <translation>您无权写入此文件夹：{folder}。未写入任何内容。</translation>
    </message>
    <message>
        <source>There is no such folder: {folder}</source>
        <translation>文件夹不存在：{folder}</translation>
    </message>
    <message>
        <source>The file could not be written: {reason}</source>
        <translation>无法写入文件：{reason}</translation>
    </message>
    <message>
        <source>The file is open in another program, or you may not read it. Close it there and try again.</source>
        <translation>文件正被其他程序打开，或您无权读取。请在该程序中关闭后重试。</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>Log in again, then send this once more. Nothing that you typed is lost.</source>
        <translation>请重新登录后再次提交，您输入的内容不会丢失。</translation>
    </message>
    <message>
        <source>You can send it again: it will not be done twice.</source>
        <translation>可以再次提交，不会重复执行。</translation>
    </message>
    <message>
        <source>The answer is still out: it may have been done. Look before you do it again.</source>
        <translation>尚未收到结果，操作可能已完成。请先核实再重试。</translation>
    </message>
    <message>
        <source>What you typed has not been sent.</source>
        <translation>您输入的内容尚未提交。</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Import rates: {group}</source>
        <translation>导入费率：{group}</translation>
    </message>
    <message>
        <source>Rate file</source>
        <translation>费率文件</translation>
    </message>
    <message>
        <source>Rate sheets (*.csv *.txt *.xlsx *.xls);;All files (*)</source>
        <translation>费率表 (*.csv *.txt *.xlsx *.xls);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Imported “{file}”.</source>
        <translation>已导入“{file}”。</translation>
    </message>
    <message>
        <source>Only this sheet was imported; the file has others: {sheets}.</source>
        <translation>只导入了这个工作表；文件中还有：{sheets}。</translation>
    </message>
    <message>
        <source>Next sheet: {sheet}</source>
        <translation>下一个工作表：{sheet}</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>模板…</translation>
    </message>
    <message>
        <source>Files with this header line will be read like this one. Name:</source>
        <translation>以后标题行相同的文件将按此方式读取。名称：</translation>
    </message>
    <message>
        <source>Save as template</source>
        <translation>保存为模板</translation>
    </message>
    <message>
        <source>Column templates</source>
        <translation>列模板</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Rename template</source>
        <translation>重命名模板</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>名称：</translation>
    </message>
    <message>
        <source>Files with its header line are read by usual titles alone from then on.</source>
        <translation>此后，具有该标题行的文件只按常用标题读取。</translation>
    </message>
    <message>
        <source>Saved by</source>
        <translation>保存人</translation>
    </message>
    <message>
        <source>Header line</source>
        <translation>标题行</translation>
    </message>
    <message>
        <source>Sheets with this header line will be read like this one. Name:</source>
        <translation>以后有此标题行的表格都按此方式读取。名称：</translation>
    </message>
    <message>
        <source>Template “{name}” is saved.</source>
        <translation>模板“{name}”已保存。</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Change rates of {group}</source>
        <translation>更改 {group} 的费率</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Selected rates: {count}.</source>
        <translation>已选费率：{count} 条。</translation>
    </message>
    <message>
        <source>Per cent more, or less with a minus</source>
        <translation>上调百分比，负数为下调</translation>
    </message>
    <message>
        <source>More per minute, or less with a minus</source>
        <translation>每分钟增加金额，负数为减少</translation>
    </message>
    <message>
        <source>Price of a minute</source>
        <translation>每分钟价格</translation>
    </message>
    <message>
        <source>As it comes out</source>
        <translation>按计算结果</translation>
    </message>
    <message>
        <source>Decimals of the billing rate</source>
        <translation>计费费率的小数位</translation>
    </message>
    <message>
        <source>Zero</source>
        <translation>零价格</translation>
    </message>
    <message>
        <source>A price of zero is meant</source>
        <translation>确认价格为零</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>The new rate holds from</source>
        <translation>新费率生效时间</translation>
    </message>
    <message>
        <source>Empty: at once, in place.</source>
        <translation>留空：立即就地更改。</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上调</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下调</translation>
    </message>
    <message>
        <source>Otherwise changed</source>
        <translation>其他更改</translation>
    </message>
    <message>
        <source>{prefix} {area}: a minute costs {after} instead of {before}.</source>
        <translation>{prefix} {area}：每分钟 {after}，原为 {before}。</translation>
    </message>
    <message>
        <source>Preview of the change</source>
        <translation>更改预览</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Refused rates stay as they are: a price below zero, or dates that meet another rate.</source>
        <translation>被拒绝的费率保持不变：价格低于零，或日期与其他费率重叠。</translation>
    </message>
    <message>
        <source>Apply ({count})</source>
        <translation>应用（{count}）</translation>
    </message>
    <message>
        <source>The rates are changed. The import history can undo it.</source>
        <translation>费率已更改，可在导入记录中撤销。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Reading the file…</source>
        <translation>正在读取文件…</translation>
    </message>
    <message>
        <source>The file could not be read: {reason}</source>
        <translation>无法读取文件：{reason}</translation>
    </message>
    <message>
        <source>Stopped. Nothing was imported.</source>
        <translation>已停止，未导入任何内容。</translation>
    </message>
    <message>
        <source>Drop a rate sheet here</source>
        <translation>把费率表拖放到这里</translation>
    </message>
    <message>
        <source>CSV or text with any delimiter, XLSX or XLS; the vendor&apos;s files too</source>
        <translation>任意分隔符的 CSV 或文本、XLSX 或 XLS；也支持厂商的文件</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>refuses the later rows</source>
        <translation>拒绝后面的行</translation>
    </message>
    <message>
        <source>takes the last row</source>
        <translation>取最后一行</translation>
    </message>
    <message>
        <source>takes the first row</source>
        <translation>取第一行</translation>
    </message>
    <message>
        <source>The same prefix twice</source>
        <translation>前缀重复时</translation>
    </message>
    <message>
        <source>Prices of zero are meant: free of charge</source>
        <translation>价格为零属正常：免费</translation>
    </message>
    <message>
        <source>Say from when on.</source>
        <translation>请填写生效时间。</translation>
    </message>
    <message>
        <source>What happens to the group</source>
        <translation>对费率组的作用</translation>
    </message>
    <message>
        <source>From when on</source>
        <translation>何时生效</translation>
    </message>
    <message>
        <source>As the file says; rows without a date at once</source>
        <translation>按文件所写；没有日期的行立即生效</translation>
    </message>
    <message>
        <source>At once, whatever the file says</source>
        <translation>立即生效，不管文件所写</translation>
    </message>
    <message>
        <source>At this time, whatever the file says:</source>
        <translation>在此时间生效，不管文件所写：</translation>
    </message>
    <message>
        <source>Rows that need a rule</source>
        <translation>需要规则的行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Import call records</source>
        <translation>导入话单</translation>
    </message>
    <message>
        <source>Call records</source>
        <translation>话单</translation>
    </message>
    <message>
        <source>CSV files (*.csv *.txt);;All files (*)</source>
        <translation>CSV 文件 (*.csv *.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Save different calls</source>
        <translation>保存不同的话单</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>The first calls of the file, rated by the rates and balances of now:</source>
        <translation>文件中的前几条通话，按当前费率和余额计费：</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行号</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>No file chosen</source>
        <translation>未选择文件</translation>
    </message>
    <message>
        <source>Choose file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Column of: {field}</source>
        <translation>“{field}”所在列</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Times written as text are ahead of UTC by</source>
        <translation>文本时间比 UTC 提前</translation>
    </message>
    <message>
        <source>Each call is charged to its account and to every agent above, once by its number.</source>
        <translation>每条通话向其账户及所有上级代理各扣费一次，按流水号不重复。</translation>
    </message>
    <message>
        <source>Calls of the file</source>
        <translation>文件中的通话</translation>
    </message>
    <message>
        <source>Save different calls…</source>
        <translation>保存不同的话单…</translation>
    </message>
    <message>
        <source>Zone of text times</source>
        <translation>文本时间的时区</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>已扣费</translation>
    </message>
    <message>
        <source>Costs nothing</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>Refused: {reason}</source>
        <translation>拒绝：{reason}</translation>
    </message>
    <message>
        <source>Already there</source>
        <translation>已存在</translation>
    </message>
    <message>
        <source>Already there, but different</source>
        <translation>已存在，但内容不同</translation>
    </message>
    <message>
        <source>Already there as: {facts}</source>
        <translation>已存在：{facts}</translation>
    </message>
    <message>
        <source>Choose the columns of: {fields}</source>
        <translation>请选择以下字段所在的列：{fields}</translation>
    </message>
    <message>
        <source>Lines read: {read}. Charged: {charged} ({amount}). Without duration: {free}. Already there: {known}. Refused: {refused}. Unreadable: {bad}.</source>
        <translation>读取行数：{read}。已扣费：{charged}（{amount}）。无时长：{free}。已存在：{known}。拒绝：{refused}。无法读取：{bad}。</translation>
    </message>
    <message>
        <source>Already there, but different (nothing was charged): {count}.</source>
        <translation>已存在但内容不同（未扣费）：{count}。</translation>
    </message>
    <message>
        <source>Cancelled. Everything up to line {line} (flow number {flow}) is done; import the file again to go on.</source>
        <translation>已取消。第 {line} 行（流水号 {flow}）之前已全部完成；再次导入该文件即可继续。</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Right as shown</source>
        <translation>显示的正确</translation>
    </message>
    <message>
        <source>Right as shown: {question}</source>
        <translation>显示的正确：{question}</translation>
    </message>
    <message>
        <source>Save as template…</source>
        <translation>保存为模板…</translation>
    </message>
    <message>
        <source>Read by template “{name}”.</source>
        <translation>按模板“{name}”读取。</translation>
    </message>
    <message>
        <source>Columns that are not read: {names}</source>
        <translation>未读取的列：{names}</translation>
    </message>
    <message>
        <source>a minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>a billing cycle</source>
        <translation>每计费周期</translation>
    </message>
    <message>
        <source>refuses the row</source>
        <translation>拒绝该行</translation>
    </message>
    <message>
        <source>locks the prefix</source>
        <translation>锁定该前缀</translation>
    </message>
    <message>
        <source>20 to 25</source>
        <translation>20 到 25</translation>
    </message>
    <message>
        <source>2025</source>
        <translation>2025</translation>
    </message>
    <message>
        <source>Leave out 00 in front of prefixes</source>
        <translation>去掉前缀前面的 00</translation>
    </message>
    <message>
        <source>A blank country is the one above</source>
        <translation>国家为空时沿用上一行</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Decimal sign</source>
        <translation>小数点</translation>
    </message>
    <message>
        <source>Dates</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>A price is for</source>
        <translation>价格单位</translation>
    </message>
    <message>
        <source>First increment</source>
        <translation>首次计费时长</translation>
    </message>
    <message>
        <source>Next increment</source>
        <translation>后续计费时长</translation>
    </message>
    <message>
        <source>“Blocked” or “N/A”</source>
        <translation>“Blocked”或“N/A”</translation>
    </message>
    <message>
        <source>20-25 means</source>
        <translation>20-25 表示</translation>
    </message>
    <message>
        <source>Country code in front</source>
        <translation>前面的国家码</translation>
    </message>
    <message>
        <source>Currency sign</source>
        <translation>货币符号</translation>
    </message>
    <message>
        <source>Zeros in front</source>
        <translation>前面的零</translation>
    </message>
    <message>
        <source>Merged cells</source>
        <translation>合并单元格</translation>
    </message>
    <message>
        <source>Click on a title to say what a column holds, and on a line&apos;s number to make it the header line.</source>
        <translation>点击列标题说明该列的内容，点击行号把该行设为标题行。</translation>
    </message>
    <message>
        <source>the only one</source>
        <translation>唯一的一个</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Minute cost before</source>
        <translation>原每分钟费用</translation>
    </message>
    <message>
        <source>Minute cost after</source>
        <translation>新每分钟费用</translation>
    </message>
    <message>
        <source>It changed nothing</source>
        <translation>未作任何更改</translation>
    </message>
    <message>
        <source>{file}: rates of {group}</source>
        <translation>{file}：{group} 的费率</translation>
    </message>
    <message>
        <source>{what}, {time}, rates of {group}</source>
        <translation>{what}，{time}，{group} 的费率</translation>
    </message>
    <message>
        <source>Undone: the rates are as they were.</source>
        <translation>已撤销：费率已恢复原状。</translation>
    </message>
    <message>
        <source>Every rate that it added, changed or closed becomes again what it was before.</source>
        <translation>其新增、更改或关闭的每条费率都将恢复原状。</translation>
    </message>
    <message>
        <source>If later changes stand on it, nothing is done, and you are told which.</source>
        <translation>若之后的更改以其为基础，则不作任何操作，并告知是哪些。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>No such rows</source>
        <translation>没有这样的行</translation>
    </message>
    <message>
        <source>Rows read: {read} = added {added} + dearer {up} + cheaper {down} + changed otherwise {changed} + unchanged {unchanged} + closed {closed} + refused {refused}</source>
        <translation>读取行数：{read} = 新增 {added} + 涨价 {up} + 降价 {down} + 其他变更 {changed} + 不变 {unchanged} + 关闭 {closed} + 拒绝 {refused}</translation>
    </message>
    <message>
        <source>Of the refused rows, {count} give way to another row of the same prefix.</source>
        <translation>被拒绝的行中，{count} 行让位于相同前缀的另一行。</translation>
    </message>
    <message>
        <source>Rates that the file lacks and that are closed: {count}</source>
        <translation>文件中没有因而关闭的费率：{count}</translation>
    </message>
    <message>
        <source>Prices rounded to nine decimals: {count}</source>
        <translation>舍入到九位小数的价格：{count} 个</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>All that changes</source>
        <translation>全部变更</translation>
    </message>
    <message>
        <source>Try the mended rows again</source>
        <translation>重试修改过的行</translation>
    </message>
    <message>
        <source>Save refused rows…</source>
        <translation>保存被拒绝的行…</translation>
    </message>
    <message>
        <source>Leave out the refused rows</source>
        <translation>忽略被拒绝的行</translation>
    </message>
    <message>
        <source>{count} rates are closed. Type this number to go on:</source>
        <translation>将关闭 {count} 条费率。输入此数字以继续：</translation>
    </message>
    <message>
        <source>Nothing is imported while a row is refused: mend the rows, or leave them out.</source>
        <translation>只要有行被拒绝就不会导入：请修改这些行，或忽略它们。</translation>
    </message>
    <message>
        <source>The first {count} are shown.</source>
        <translation>只显示前 {count} 行。</translation>
    </message>
    <message>
        <source>There is nothing to import: the group has these rates already.</source>
        <translation>没有可导入的内容：组内已有这些费率。</translation>
    </message>
    <message>
        <source>The cell is empty.</source>
        <translation>单元格为空。</translation>
    </message>
    <message>
        <source>Choose a line to see what it changed.</source>
        <translation>选择一行可查看更改内容。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>更改前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>更改后</translation>
    </message>
    <message>
        <source>Fields before and after</source>
        <translation>更改前后的字段</translation>
    </message>
    <message>
        <source>{operation}: {object}</source>
        <translation>{operation}：{object}</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{field}: {value}</source>
        <translation>{field}：{value}</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{count} fields</source>
        <translation>{count} 个字段</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>另外 {count} 个</translation>
    </message>
    <message>
        <source>no. {id}</source>
        <translation>编号 {id}</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Rights template</source>
        <translation>权限模板</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Payment record</source>
        <translation>缴费记录</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Use lower rate</source>
        <translation>启用下级费率</translation>
    </message>
    <message>
        <source>Billing rate group</source>
        <translation>计费费率组</translation>
    </message>
    <message>
        <source>Rate groups</source>
        <translation>费率组</translation>
    </message>
    <message>
        <source>Private rate group</source>
        <translation>私有费率组</translation>
    </message>
    <message>
        <source>Covers sub-accounts</source>
        <translation>包含下级账户</translation>
    </message>
    <message>
        <source>Type of identity paper</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Number of identity paper</source>
        <translation>证件号码</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Announcement time (s)</source>
        <translation>播报时长（秒）</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>Access users</source>
        <translation>授权用户</translation>
    </message>
    <message>
        <source>Copy of</source>
        <translation>复制自</translation>
    </message>
    <message>
        <source>CSV with every field</source>
        <translation>CSV，包含全部字段</translation>
    </message>
    <message>
        <source>XLSX with every field</source>
        <translation>XLSX，包含全部字段</translation>
    </message>
    <message>
        <source>Vendor&apos;s 11 columns, CSV parted by |</source>
        <translation>厂商 11 列格式，CSV（以 | 分隔）</translation>
    </message>
    <message>
        <source>Vendor&apos;s 11 columns, TXT</source>
        <translation>厂商 11 列格式，TXT</translation>
    </message>
    <message>
        <source>Vendor&apos;s 11 columns, XLSX</source>
        <translation>厂商 11 列格式，XLSX</translation>
    </message>
    <message>
        <source>Vendor&apos;s 13 columns, CSV parted by |</source>
        <translation>厂商 13 列格式，CSV（以 | 分隔）</translation>
    </message>
    <message>
        <source>Vendor&apos;s 13 columns, TXT</source>
        <translation>厂商 13 列格式，TXT</translation>
    </message>
    <message>
        <source>Vendor&apos;s 13 columns, XLSX</source>
        <translation>厂商 13 列格式，XLSX</translation>
    </message>
    <message>
        <source>Imported again, the file gives exactly these rates.</source>
        <translation>再次导入该文件，得到完全相同的费率。</translation>
    </message>
    <message>
        <source>The rates that hold now, as the vendor&apos;s console reads and writes them.</source>
        <translation>当前有效的费率，格式与厂商控制台读写的一致。</translation>
    </message>
    <message>
        <source>The rates that hold now, and those to come with the time of their replacement (UTC).</source>
        <translation>当前有效的费率，以及将要生效的费率及其定时替换时间（UTC）。</translation>
    </message>
    <message>
        <source>Rates that hold at another time and are left out: {count}</source>
        <translation>在其他时间有效、因而不写入的费率：{count}</translation>
    </message>
    <message>
        <source>Rates that lose the time from which they hold: {count}</source>
        <translation>失去生效时间的费率：{count}</translation>
    </message>
    <message>
        <source>Rates that lose the time until which they hold: {count}</source>
        <translation>失去失效时间的费率：{count}</translation>
    </message>
    <message>
        <source>Rates that lose their tax: {count}</source>
        <translation>失去税率的费率：{count}</translation>
    </message>
    <message>
        <source>Names in which “|” becomes “/”: {count}</source>
        <translation>名称中的“|”变为“/”：{count}</translation>
    </message>
    <message>
        <source>Export rates: {group}</source>
        <translation>导出费率：{group}</translation>
    </message>
    <message>
        <source>Rates to be written: {count}</source>
        <translation>将写入的费率：{count}</translation>
    </message>
    <message>
        <source>Exported rates: {count}</source>
        <translation>已导出费率：{count}</translation>
    </message>
    <message>
        <source>They stand on {count} sheets; an import reads one sheet at a time.</source>
        <translation>它们分布在 {count} 个工作表中；每次导入读取一个工作表。</translation>
    </message>
    <message>
        <source>What the filter holds</source>
        <translation>过滤结果</translation>
    </message>
    <message>
        <source>The whole group</source>
        <translation>整个费率组</translation>
    </message>
    <message>
        <source>Which rates</source>
        <translation>哪些费率</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Rate prefix</source>
        <translation>费率前缀</translation>
    </message>
    <message>
        <source>Area prefix</source>
        <translation>地区前缀</translation>
    </message>
    <message>
        <source>Area name</source>
        <translation>地区名称</translation>
    </message>
    <message>
        <source>Rate type</source>
        <translation>费率类型</translation>
    </message>
    <message>
        <source>Billing cycle (s)</source>
        <translation>计费周期（秒）</translation>
    </message>
    <message>
        <source>Lock type</source>
        <translation>锁定类型</translation>
    </message>
    <message>
        <source>Section rates</source>
        <translation>分段费率</translation>
    </message>
    <message>
        <source>Tax</source>
        <translation>税率</translation>
    </message>
    <message>
        <source>Prompt rate</source>
        <translation>提示费率</translation>
    </message>
    <message>
        <source>Prompt cycle (s)</source>
        <translation>提示周期（秒）</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>生效时间</translation>
    </message>
    <message>
        <source>Effective until</source>
        <translation>失效时间</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Checksum (SHA-256)</source>
        <translation>校验和（SHA-256）</translation>
    </message>
    <message>
        <source>Free of charge allowed</source>
        <translation>允许免费</translation>
    </message>
    <message>
        <source>Lines read</source>
        <translation>读取行数</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>Rounded</source>
        <translation>舍入</translation>
    </message>
    <message>
        <source>No agent</source>
        <translation>无上级代理</translation>
    </message>
    <message>
        <source>Move account {account}</source>
        <translation>转移账户 {account}</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>转移</translation>
    </message>
    <message>
        <source>New agent account</source>
        <translation>新的代理账户</translation>
    </message>
    <message>
        <source>Choose an agent account to see what the move changes.</source>
        <translation>选择代理账户后，将显示转移带来的变化。</translation>
    </message>
    <message>
        <source>Looking at what changes…</source>
        <translation>正在查看变化…</translation>
    </message>
    <message>
        <source>Cannot be moved: {why}</source>
        <translation>无法转移：{why}</translation>
    </message>
    <message>
        <source>no agent</source>
        <translation>无上级代理</translation>
    </message>
    <message>
        <source>From {before} to {after}, with {count} below it.</source>
        <translation>从 {before} 移到 {after}，连同 {count} 个下级账户。</translation>
    </message>
    <message>
        <source>From {before} to {after}.</source>
        <translation>从 {before} 移到 {after}。</translation>
    </message>
    <message>
        <source>Will reach it: {users}.</source>
        <translation>将可操作该账户：{users}。</translation>
    </message>
    <message>
        <source>Will no longer reach it: {users}.</source>
        <translation>将不能再操作该账户：{users}。</translation>
    </message>
    <message>
        <source>Private rate groups that cannot come along: {groups}.</source>
        <translation>不能随同转移的私有费率组：{groups}。</translation>
    </message>
    <message>
        <source>The new agent uses the lower rate: its own rates will apply instead of the rate group chosen.</source>
        <translation>新的代理账户已启用下级费率：将按其自身费率计费，而非所选费率组。</translation>
    </message>
    <message>
        <source>The lower rate of the present agent no longer applies: the rate group chosen will.</source>
        <translation>现代理账户的下级费率不再适用，将按所选费率组计费。</translation>
    </message>
    <message>
        <source>The new agent afterwards: {cover}.</source>
        <translation>转移后的新代理账户：{cover}。</translation>
    </message>
    <message>
        <source>Account {number} moved.</source>
        <translation>账户 {number} 已转移。</translation>
    </message>
    <message>
        <source>New agent</source>
        <translation>新建代理商</translation>
    </message>
    <message>
        <source>Create agent</source>
        <translation>创建代理商</translation>
    </message>
    <message>
        <source>What will be made</source>
        <translation>将要创建的内容</translation>
    </message>
    <message>
        <source>1  User: who logs in</source>
        <translation>1  用户：登录控制台</translation>
    </message>
    <message>
        <source>To be changed at the first login.</source>
        <translation>首次登录时必须修改。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Rights by hand</source>
        <translation>手动设置权限</translation>
    </message>
    <message>
        <source>2  Account: what holds his money</source>
        <translation>2  账户：存放其资金</translation>
    </message>
    <message>
        <source>Below agent account</source>
        <translation>上级代理账户</translation>
    </message>
    <message>
        <source>Empty: below no other agent.</source>
        <translation>留空：无上级代理账户。</translation>
    </message>
    <message>
        <source>3  Access: what the user may do</source>
        <translation>3  权限：该用户可以做什么</translation>
    </message>
    <message>
        <source>On the account and, always, on every account below it.</source>
        <translation>适用于该账户，并始终包含其全部下级账户。</translation>
    </message>
    <message>
        <source>Access list</source>
        <translation>权限名单</translation>
    </message>
    <message>
        <source>What he may choose for his sub-accounts, besides rate groups that he makes himself.</source>
        <translation>除自建费率组外，可为其下级账户选用的费率组。</translation>
    </message>
    <message>
        <source>Use lower rate: his sub-accounts are billed at his own rates, within his balance</source>
        <translation>启用下级费率：下级账户按其自身费率计费，且不超过其余额</translation>
    </message>
    <message>
        <source>every right</source>
        <translation>全部权限</translation>
    </message>
    <message>
        <source>User {login} of type Agent, who chooses a new password at his first login</source>
        <translation>代理商类型的用户 {login}，首次登录时自行设置新密码</translation>
    </message>
    <message>
        <source>Account {number}</source>
        <translation>账户 {number}</translation>
    </message>
    <message>
        <source>Account {number}, opened with {amount}</source>
        <translation>账户 {number}，开户金额 {amount}</translation>
    </message>
    <message>
        <source>{login} on the access list of {number} and all below it: {rights}</source>
        <translation>将 {login} 列入 {number} 及其全部下级账户的权限名单：{rights}</translation>
    </message>
    <message>
        <source>{login} on the access lists of rate groups: {groups}</source>
        <translation>将 {login} 列入费率组的权限名单：{groups}</translation>
    </message>
    <message>
        <source>Lower rate in use for {number}</source>
        <translation>{number} 启用下级费率</translation>
    </message>
    <message>
        <source>All of it at once, or nothing.</source>
        <translation>一次全部完成，否则全部不执行。</translation>
    </message>
    <message>
        <source>With the lower rate the agent can hold no right on rates. The rights chosen hold: {rights}.</source>
        <translation>启用下级费率后，代理商不得拥有费率权限。所选权限包含：{rights}。</translation>
    </message>
    <message>
        <source>Use template “{name}”</source>
        <translation>使用模板“{name}”</translation>
    </message>
    <message>
        <source>Agent {login} with account {number} was created.</source>
        <translation>已创建代理商 {login}，账户 {number}。</translation>
    </message>
    <message>
        <source>Change {parameter}</source>
        <translation>修改{parameter}</translation>
    </message>
    <message>
        <source>{limits}. Default: {default}.</source>
        <translation>{limits}。默认值：{default}。</translation>
    </message>
    <message>
        <source>{parameter} was changed.</source>
        <translation>{parameter}已修改。</translation>
    </message>
    <message>
        <source>Present password</source>
        <translation>当前密码</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>再次输入新密码</translation>
    </message>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>Changing…</source>
        <translation>正在修改…</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>修改我的密码</translation>
    </message>
    <message>
        <source>Recharge</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Amount for each</source>
        <translation>每个账户的金额</translation>
    </message>
    <message>
        <source>Internal note</source>
        <translation>内部备注</translation>
    </message>
    <message>
        <source>For administrators and operators alone.</source>
        <translation>仅管理员和操作员可见。</translation>
    </message>
    <message>
        <source>In all: {amount}</source>
        <translation>合计：{amount}</translation>
    </message>
    <message>
        <source>Nothing was sent: this computer could not make a note of it. {error}</source>
        <translation>未发送：此电脑无法留下记录。{error}</translation>
    </message>
    <message>
        <source>Deduct</source>
        <translation>扣费</translation>
    </message>
    <message>
        <source>Make zero</source>
        <translation>归零</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>再次查询</translation>
    </message>
    <message>
        <source>The answer was lost. Asking whether the payment was recorded…</source>
        <translation>未收到结果，正在查询缴费是否已记录…</translation>
    </message>
    <message>
        <source>The payment was not recorded. You can send it again: it will not be done twice.</source>
        <translation>缴费未记录。可以再次提交，不会重复执行。</translation>
    </message>
    <message>
        <source>It is not known yet whether the payment was recorded. {reason}</source>
        <translation>尚不清楚缴费是否已记录。{reason}</translation>
    </message>
    <message>
        <source>The balance has changed in the meantime. Look at it, then send this again.</source>
        <translation>在此期间余额已变化，请查看后再次提交。</translation>
    </message>
    <message>
        <source>The customer reads it as the memo of the reversal.</source>
        <translation>客户会在冲正记录的备注中看到。</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>{act} of {amount} recorded for account {account}</source>
        <translation>账户 {account} 的{act} {amount} 已记录</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>缴费</translation>
    </message>
    <message>
        <source>Balance after</source>
        <translation>操作后余额</translation>
    </message>
    <message>
        <source>beyond the overdraft limit</source>
        <translation>超出透支限额</translation>
    </message>
    <message>
        <source>below zero</source>
        <translation>低于零</translation>
    </message>
    <message>
        <source>below the threshold</source>
        <translation>低于预警值</translation>
    </message>
    <message>
        <source>{kind} of {amount}, {time}, by {operator}, record number {id}</source>
        <translation>{kind} {amount}，{time}，操作员 {operator}，记录号 {id}</translation>
    </message>
    <message>
        <source>It was not recorded.</source>
        <translation>未记录。</translation>
    </message>
    <message>
        <source>It is not known whether it was recorded. Look at the payment records first.</source>
        <translation>尚不清楚是否已记录，请先查看缴费记录。</translation>
    </message>
    <message>
        <source>{title}: recorded, {amount}</source>
        <translation>{title}：已记录，{amount}</translation>
    </message>
    <message>
        <source>Which rate applies</source>
        <translation>适用费率查询</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Prefix</source>
        <translation>前缀</translation>
    </message>
    <message>
        <source>Minute cost</source>
        <translation>每分钟费用</translation>
    </message>
    <message>
        <source>Effective</source>
        <translation>有效时间</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>候选费率</translation>
    </message>
    <message>
        <source>Prefix {prefix} applies ({area}): {price}, which is {minute} {currency} a minute.</source>
        <translation>适用前缀 {prefix}（{area}）：{price}，即每分钟 {minute} {currency}。</translation>
    </message>
    <message>
        <source>Section rates: {sections}.</source>
        <translation>分段费率：{sections}。</translation>
    </message>
    <message>
        <source>Agent account {number} uses the lower rate: its own rates apply.</source>
        <translation>代理账户 {number} 已启用下级费率：按其自身费率计费。</translation>
    </message>
    <message>
        <source>Rate groups asked, in this order: {groups}.</source>
        <translation>依次查找的费率组：{groups}。</translation>
    </message>
    <message>
        <source>The account has no rate group.</source>
        <translation>该账户没有费率组。</translation>
    </message>
    <message>
        <source>Matches, but is locked</source>
        <translation>匹配，但已锁定</translation>
    </message>
    <message>
        <source>Digits as dialled</source>
        <translation>所拨号码</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Empty: now</source>
        <translation>留空：当前时间</translation>
    </message>
    <message>
        <source>Rates of</source>
        <translation>费率来源</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Add rate</source>
        <translation>添加费率</translation>
    </message>
    <message>
        <source>Edit rate {prefix}</source>
        <translation>编辑费率 {prefix}</translation>
    </message>
    <message>
        <source>Matched numbers</source>
        <translation>匹配号码</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Billing cycle</source>
        <translation>计费周期</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Free of charge</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>second / fee / seconds; …</source>
        <translation>起始秒 / 费用 / 秒数; …</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Calls to a locked prefix are refused.</source>
        <translation>拒绝拨打被锁定前缀的呼叫。</translation>
    </message>
    <message>
        <source>Effective, and calling card prompt</source>
        <translation>生效时间与电话卡提示</translation>
    </message>
    <message>
        <source>From</source>
        <translation>起始时间</translation>
    </message>
    <message>
        <source>Empty: always</source>
        <translation>留空：始终有效</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Empty: no end</source>
        <translation>留空：无截止</translation>
    </message>
    <message>
        <source>Prompt cycle</source>
        <translation>提示周期</translation>
    </message>
    <message>
        <source>Rate added</source>
        <translation>费率已添加</translation>
    </message>
    <message>
        <source>Rate saved</source>
        <translation>费率已保存</translation>
    </message>
    <message>
        <source>The scheduled rate is taken back.</source>
        <translation>预定费率已撤回。</translation>
    </message>
    <message>
        <source>{prefix}, from {time}</source>
        <translation>{prefix}，自 {time} 起</translation>
    </message>
    <message>
        <source>The rate before it goes on in its place.</source>
        <translation>之前的费率将继续有效。</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Rates deleted: {count}</source>
        <translation>已删除费率：{count} 条</translation>
    </message>
    <message>
        <source>Delete rates</source>
        <translation>删除费率</translation>
    </message>
    <message>
        <source>Rates of {group}: {count}</source>
        <translation>{group} 的费率：{count} 条</translation>
    </message>
    <message>
        <source>Numbers with these prefixes are priced by shorter prefixes from now on, or refused.</source>
        <translation>此后，这些前缀的号码将按较短的前缀计费，或被拒绝。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>0 / 0.012 / 60; …</source>
        <translation>0 / 0.012 / 60; …</translation>
    </message>
    <message>
        <source>New rate group</source>
        <translation>新建费率组</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>It will be private to you.</source>
        <translation>将为您私有。</translation>
    </message>
    <message>
        <source>Rate group created</source>
        <translation>费率组已创建</translation>
    </message>
    <message>
        <source>Edit rate group {name}</source>
        <translation>编辑费率组 {name}</translation>
    </message>
    <message>
        <source>Rate group saved</source>
        <translation>费率组已保存</translation>
    </message>
    <message>
        <source>Copy rate group {name}</source>
        <translation>复制费率组 {name}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Rates to copy: {count}. The access list is not copied.</source>
        <translation>要复制的费率：{count} 条。不复制权限名单。</translation>
    </message>
    <message>
        <source>Name of the copy</source>
        <translation>副本名称</translation>
    </message>
    <message>
        <source>{name} (copy)</source>
        <translation>{name}（副本）</translation>
    </message>
    <message>
        <source>Rate group copied</source>
        <translation>费率组已复制</translation>
    </message>
    <message>
        <source>Rate group deleted: {name}</source>
        <translation>已删除费率组：{name}</translation>
    </message>
    <message>
        <source>Rates that are deleted with it: {count}</source>
        <translation>一并删除的费率：{count} 条</translation>
    </message>
    <message>
        <source>Its access list is deleted too. This cannot be undone.</source>
        <translation>其权限名单也将删除，且无法恢复。</translation>
    </message>
    <message>
        <source>Delete rate group</source>
        <translation>删除费率组</translation>
    </message>
    <message>
        <source>Announcement time</source>
        <translation>播报时长</translation>
    </message>
    <message>
        <source>{price} for {cycle}</source>
        <translation>{price} / {cycle}</translation>
    </message>
    <message>
        <source>from {position}: {fee} for {seconds}</source>
        <translation>自 {position} 起：{fee} / {seconds}</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>No end</source>
        <translation>无截止</translation>
    </message>
    <message>
        <source>Record number</source>
        <translation>记录号</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>流水号</translation>
    </message>
    <message>
        <source>{seq} of this account</source>
        <translation>该账户的第 {seq} 笔</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Balance before</source>
        <translation>操作前余额</translation>
    </message>
    <message>
        <source>Reverses</source>
        <translation>冲正对象</translation>
    </message>
    <message>
        <source>record number {id}</source>
        <translation>记录号 {id}</translation>
    </message>
    <message>
        <source>Reversed by</source>
        <translation>冲正记录</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>The receipt was copied.</source>
        <translation>收据已复制。</translation>
    </message>
    <message>
        <source>Rights by hand: tick what may be seen and done.</source>
        <translation>手动设置权限：勾选允许查看和执行的项目。</translation>
    </message>
    <message>
        <source>Adjust by hand</source>
        <translation>手动调整</translation>
    </message>
    <message>
        <source>An administrator holds every right, and that cannot be narrowed.</source>
        <translation>管理员拥有全部权限，且不可缩减。</translation>
    </message>
    <message>
        <source>These are the rights of the template “{name}”.</source>
        <translation>以下为模板“{name}”的权限。</translation>
    </message>
    <message>
        <source>A user of type {type} can never have this right.</source>
        <translation>{type}类型的用户永远不能拥有此权限。</translation>
    </message>
    <message>
        <source>A lock: no template can give this to a user of type {type}.</source>
        <translation>锁形标记：任何模板都不能将此权限授予{type}类型的用户。</translation>
    </message>
    <message>
        <source>The preview needs the right to view users.</source>
        <translation>预览需要“查看用户”权限。</translation>
    </message>
    <message>
        <source>Navigation preview</source>
        <translation>导航预览</translation>
    </message>
    <message>
        <source>This user will see no page at all.</source>
        <translation>该用户看不到任何页面。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>再次输入密码</translation>
    </message>
    <message>
        <source>Create administrator</source>
        <translation>创建管理员</translation>
    </message>
    <message>
        <source>This database is new. Create its first administrator.</source>
        <translation>这是新数据库，请创建第一个管理员。</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>(not valid)</source>
        <translation>（无效）</translation>
    </message>
    <message>
        <source>New rights template</source>
        <translation>新建权限模板</translation>
    </message>
    <message>
        <source>Copy rights template {name}</source>
        <translation>复制权限模板 {name}</translation>
    </message>
    <message>
        <source>Create template</source>
        <translation>创建模板</translation>
    </message>
    <message>
        <source>Edit rights template {name}</source>
        <translation>编辑权限模板 {name}</translation>
    </message>
    <message>
        <source>For users of type</source>
        <translation>适用用户类型</translation>
    </message>
    <message>
        <source>Tick what users of this template may see and do.</source>
        <translation>勾选使用此模板的用户可查看和执行的项目。</translation>
    </message>
    <message>
        <source>Rights of users of type {type}; users who have the template: {count}</source>
        <translation>{type}类型用户的权限；使用此模板的用户：{count} 个</translation>
    </message>
    <message>
        <source>The rights template was created.</source>
        <translation>权限模板已创建。</translation>
    </message>
    <message>
        <source>The rights template was copied.</source>
        <translation>权限模板已复制。</translation>
    </message>
    <message>
        <source>The rights template was changed.</source>
        <translation>权限模板已修改。</translation>
    </message>
    <message>
        <source>The rights template {name} was deleted.</source>
        <translation>权限模板 {name} 已删除。</translation>
    </message>
    <message>
        <source>No user has it. Its name and its rights stay in the system log.</source>
        <translation>没有用户使用此模板。其名称和权限仍保留在系统日志中。</translation>
    </message>
    <message>
        <source>Delete rights template</source>
        <translation>删除权限模板</translation>
    </message>
    <message>
        <source>Delete template</source>
        <translation>删除模板</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>新建用户</translation>
    </message>
    <message>
        <source>Create user</source>
        <translation>创建用户</translation>
    </message>
    <message>
        <source>Edit user {login}</source>
        <translation>编辑用户 {login}</translation>
    </message>
    <message>
        <source>Never changes. Matched exactly.</source>
        <translation>创建后不可更改，区分大小写。</translation>
    </message>
    <message>
        <source>User type</source>
        <translation>用户类型</translation>
    </message>
    <message>
        <source>The last day.</source>
        <translation>包含当日。</translation>
    </message>
    <message>
        <source>At least 10 characters. Generate makes one.</source>
        <translation>至少 10 个字符，可点击“生成”。</translation>
    </message>
    <message>
        <source>Must be changed at the next login</source>
        <translation>下次登录时必须修改</translation>
    </message>
    <message>
        <source>First login</source>
        <translation>首次登录</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Every right</source>
        <translation>全部权限</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手动设置</translation>
    </message>
    <message>
        <source>User {login} was changed.</source>
        <translation>用户 {login} 已修改。</translation>
    </message>
    <message>
        <source>User {login} was created.</source>
        <translation>用户 {login} 已创建。</translation>
    </message>
    <message>
        <source>His sessions end at once, and he cannot log in until he is unlocked.</source>
        <translation>其会话立即结束，解锁之前无法登录。</translation>
    </message>
    <message>
        <source>His accounts, their balances and their calls are not touched.</source>
        <translation>其账户、余额和通话不受影响。</translation>
    </message>
    <message>
        <source>Lock user</source>
        <translation>锁定用户</translation>
    </message>
    <message>
        <source>Reset password</source>
        <translation>重置密码</translation>
    </message>
    <message>
        <source>Tell it to the user now: it cannot be shown again.</source>
        <translation>请立即告知该用户：此密码不会再次显示。</translation>
    </message>
    <message>
        <source>He must change it at his next login. His sessions end, and his devices forget him.</source>
        <translation>该用户下次登录时必须修改密码。其会话将结束，已记住的设备全部失效。</translation>
    </message>
    <message>
        <source>User {login} has a new password.</source>
        <translation>用户 {login} 已设置新密码。</translation>
    </message>
    <message>
        <source>User {login} is locked.</source>
        <translation>用户 {login} 已锁定。</translation>
    </message>
    <message>
        <source>User {login} can log in again.</source>
        <translation>用户 {login} 可以重新登录。</translation>
    </message>
    <message>
        <source>Copy the password. The clipboard forgets it after a minute.</source>
        <translation>复制密码，一分钟后自动从剪贴板清除。</translation>
    </message>
    <message>
        <source>Copy the password</source>
        <translation>复制密码</translation>
    </message>
    <message>
        <source>Generate</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Can he?</source>
        <translation>是否允许</translation>
    </message>
    <message>
        <source>Nobody can do this</source>
        <translation>没有用户可以执行此操作</translation>
    </message>
    <message>
        <source>Who can… with {label}</source>
        <translation>谁能操作{label}</translation>
    </message>
    <message>
        <source>Choose a user to see why.</source>
        <translation>选择一个用户可查看原因。</translation>
    </message>
    <message>
        <source>account {number}</source>
        <translation>账户 {number}</translation>
    </message>
    <message>
        <source>rate group {name}</source>
        <translation>费率组 {name}</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>程序出错</translation>
    </message>
    <message>
        <source>The program met a fault of its own. What you have saved is safe.</source>
        <translation>程序自身发生错误，您已保存的内容不受影响。</translation>
    </message>
    <message>
        <source>Reference: {reference}</source>
        <translation>参考编号：{reference}</translation>
    </message>
    <message>
        <source>Details are in {path}</source>
        <translation>详情见 {path}</translation>
    </message>
    <message>
        <source>Faults since the start: {count}</source>
        <translation>启动以来的错误：{count} 个</translation>
    </message>
    <message>
        <source>Number or name</source>
        <translation>号码或名称</translation>
    </message>
    <message>
        <source>(yours)</source>
        <translation>（我的）</translation>
    </message>
    <message>
        <source>(not offered)</source>
        <translation>（不可选）</translation>
    </message>
    <message>
        <source>Pick from the calendar</source>
        <translation>从日历中选择</translation>
    </message>
    <message>
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>永不过期</translation>
    </message>
    <message>
        <source>yyyy-mm-dd hh:mm</source>
        <translation>年-月-日 时:分</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>View</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Named operations</source>
        <translation>专项操作</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>注销</translation>
    </message>
    <message>
        <source>Forms that are open and not saved are lost.</source>
        <translation>已打开但未保存的窗口内容将丢失。</translation>
    </message>
    <message>
        <source>Password of {user}</source>
        <translation>{user} 的密码</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Log out…</source>
        <translation>注销…</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在验证…</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>&amp;Remember me on this computer</source>
        <translation>在此电脑上记住我(&amp;R)</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Open a database file…</source>
        <translation>打开数据库文件…</translation>
    </message>
    <message>
        <source>Remembered on this computer</source>
        <translation>已在此电脑上记住</translation>
    </message>
    <message>
        <source>Logins of the demo company (click one to fill the form):</source>
        <translation>演示公司的登录账号（点击即可填入）：</translation>
    </message>
    <message>
        <source>Fill in {login}</source>
        <translation>填入 {login}</translation>
    </message>
    <message>
        <source>Logging in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Open a database file, or name a new one</source>
        <translation>打开数据库文件，或输入新文件名</translation>
    </message>
    <message>
        <source>Databases (*.db)</source>
        <translation>数据库 (*.db)</translation>
    </message>
    <message>
        <source>Double-click a page in the tree to open it.
Ctrl+K finds every action, page and agent account. F1 opens the user guide.</source>
        <translation>双击导航树中的页面即可打开。
按 Ctrl+K 可查找所有操作、页面和代理账户，按 F1 打开用户手册。</translation>
    </message>
    <message>
        <source>Open {page}</source>
        <translation>打开{page}</translation>
    </message>
    <message>
        <source>{login} ({type}), by {by}, {time}</source>
        <translation>{login}（{type}），由 {by} 于 {time} 授予</translation>
    </message>
    <message>
        <source>Users who got the right to manage users since your last login:</source>
        <translation>自您上次登录以来，以下用户获得了管理用户的权限：</translation>
    </message>
    <message>
        <source>Your rights have changed. These pages were closed: {pages}</source>
        <translation>您的权限已变更。以下页面已关闭：{pages}</translation>
    </message>
    <message>
        <source>Your rights or the system parameters have changed.</source>
        <translation>您的权限或系统参数已变更。</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>处理中…</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>汇总</translation>
    </message>
    <message>
        <source>Balance brought forward + payments + call charges = closing balance. Amounts in {currency}.</source>
        <translation>期初余额 + 缴费 + 话费 = 期末余额。金额单位：{currency}。</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>货币</translation>
    </message>
    <message>
        <source>Balance brought forward</source>
        <translation>期初余额</translation>
    </message>
    <message>
        <source>Closing balance</source>
        <translation>期末余额</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>缴费</translation>
    </message>
    <message>
        <source>None in this period.</source>
        <translation>本期没有。</translation>
    </message>
    <message>
        <source>Payments in all</source>
        <translation>缴费合计</translation>
    </message>
    <message>
        <source>Call charges by day and destination</source>
        <translation>按日期和目的地的话费</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>目的地</translation>
    </message>
    <message>
        <source>Other period</source>
        <translation>其他期间</translation>
    </message>
    <message>
        <source>Calls in all</source>
        <translation>通话合计</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>Your password was changed. Your other sessions have ended.</source>
        <translation>密码已修改，您的其他会话已结束。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Close the warning</source>
        <translation>关闭警告</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Open pages</source>
        <translation>已打开的页面</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>Close {tab}</source>
        <translation>关闭{tab}</translation>
    </message>
    <message>
        <source>Close the tab (Ctrl+W)</source>
        <translation>关闭标签页（Ctrl+W）</translation>
    </message>
    <message>
        <source>Fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>At most {limit} characters.</source>
        <translation>最多 {limit} 个字符。</translation>
    </message>
    <message>
        <source>This value is not valid.</source>
        <translation>此值无效。</translation>
    </message>
    <message>
        <source>Choose one of the values offered.</source>
        <translation>请从所列选项中选择。</translation>
    </message>
    <message>
        <source>Invisible or control characters are not allowed.</source>
        <translation>不允许使用不可见字符或控制字符。</translation>
    </message>
    <message>
        <source>This is taken already. Choose another.</source>
        <translation>已被占用，请另选一个。</translation>
    </message>
    <message>
        <source>Enter a value from {low} to {high}.</source>
        <translation>请输入 {low} 到 {high} 之间的值。</translation>
    </message>
    <message>
        <source>This time has passed already.</source>
        <translation>此时间已过。</translation>
    </message>
    <message>
        <source>This is not an e-mail address.</source>
        <translation>电子邮箱地址不正确。</translation>
    </message>
    <message>
        <source>This is not a number. Use digits and a decimal sign only.</source>
        <translation>不是有效数字，只能使用数字和小数点。</translation>
    </message>
    <message>
        <source>Check the separators: “{decimal}” stands before the decimals, “{group}” between groups of three digits.</source>
        <translation>请检查分隔符：“{decimal}”为小数点，“{group}”为每三位数字之间的分隔符。</translation>
    </message>
    <message>
        <source>At most {digits} decimals.</source>
        <translation>最多 {digits} 位小数。</translation>
    </message>
    <message>
        <source>This number is too large.</source>
        <translation>数值过大。</translation>
    </message>
    <message>
        <source>This number cannot be negative.</source>
        <translation>数值不能为负。</translation>
    </message>
    <message>
        <source>Enter an amount greater than zero.</source>
        <translation>请输入大于零的金额。</translation>
    </message>
    <message>
        <source>A login name begins with a letter or digit and holds letters, digits and . _ @ - only.</source>
        <translation>登录名以字母或数字开头，只能包含字母、数字及 . _ @ -。</translation>
    </message>
    <message>
        <source>An account number begins with a letter or digit and holds letters, digits and . _ @ + # - only.</source>
        <translation>账户号码以字母或数字开头，只能包含字母、数字及 . _ @ + # -。</translation>
    </message>
    <message>
        <source>A prefix holds digits, * and # only.</source>
        <translation>前缀只能包含数字、* 和 #。</translation>
    </message>
    <message>
        <source>A password has at least {least} characters.</source>
        <translation>密码至少 {least} 个字符。</translation>
    </message>
    <message>
        <source>This password is easy to guess. Choose another.</source>
        <translation>此密码容易被猜到，请另设一个。</translation>
    </message>
    <message>
        <source>The new password is the old one. Choose another.</source>
        <translation>新密码与旧密码相同，请另设一个。</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>密码错误。</translation>
    </message>
    <message>
        <source>The end lies before the beginning.</source>
        <translation>结束时间早于开始时间。</translation>
    </message>
    <message>
        <source>A user of type {type} cannot have the right “{right}”.</source>
        <translation>{type}类型的用户不能拥有“{right}”权限。</translation>
    </message>
    <message>
        <source>The price is zero. Tick “free of charge” if that is meant.</source>
        <translation>价格为零。如属免费，请勾选“免费”。</translation>
    </message>
    <message>
        <source>Log in first.</source>
        <translation>请先登录。</translation>
    </message>
    <message>
        <source>Your session has ended. Log in again; your work is kept.</source>
        <translation>会话已结束。请重新登录，您的工作内容已保留。</translation>
    </message>
    <message>
        <source>The session is locked. Enter your password to go on.</source>
        <translation>会话已锁定，请输入密码继续。</translation>
    </message>
    <message>
        <source>Login failed. Check the login name and the password.</source>
        <translation>登录失败，请检查登录名和密码。</translation>
    </message>
    <message>
        <source>Too many failed logins. Try again in {seconds} s.</source>
        <translation>登录失败次数过多，请在 {seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>Choose a new password first.</source>
        <translation>请先设置新密码。</translation>
    </message>
    <message>
        <source>The first administrator has been created already. Log in.</source>
        <translation>第一个管理员已创建，请直接登录。</translation>
    </message>
    <message>
        <source>You do not have the right “{right}”.</source>
        <translation>您没有“{right}”权限。</translation>
    </message>
    <message>
        <source>A user of type {type} can never have the right “{right}”.</source>
        <translation>{type}类型的用户永远不能拥有“{right}”权限。</translation>
    </message>
    <message>
        <source>There is no such thing, or it is not yours to see.</source>
        <translation>该对象不存在，或您无权查看。</translation>
    </message>
    <message>
        <source>The access list of account {account} gives you no “{right}” here (set by {by}, {at}).</source>
        <translation>账户 {account} 的权限名单未授予您“{right}”权限（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>The access list of account {account} names you for that account alone, not for those below it (set by {by}, {at}).</source>
        <translation>账户 {account} 的权限名单仅将您列于该账户本身，不含其下级账户（{by} 于 {at} 设置）。</translation>
    </message>
    <message>
        <source>You are not on the access list of this account or of one above it.</source>
        <translation>您不在此账户及其任何上级账户的权限名单上。</translation>
    </message>
    <message>
        <source>You are listed on account {account} yourself: it counts as your own, and nobody pays, limits or locks his own account.</source>
        <translation>您本人列在账户 {account} 的权限名单上，视为您的自有账户；任何人都不能为自有账户缴费、设置限额或锁定。</translation>
    </message>
    <message>
        <source>An entry on the access list of account {account} (set by {by}, {at}) hides the rights that you would have through account {hidden_account}: {rights}. An administrator can remove that entry.</source>
        <translation>账户 {account} 权限名单上的条目（{by} 于 {at} 设置）遮蔽了您通过账户 {hidden_account} 获得的权限：{rights}。管理员可以移除该条目。</translation>
    </message>
    <message>
        <source>Only administrators can do this.</source>
        <translation>只有管理员可以执行此操作。</translation>
    </message>
    <message>
        <source>This rate group belongs to somebody else.</source>
        <translation>此费率组属于其他用户。</translation>
    </message>
    <message>
        <source>The access list of this rate group gives you no “{right}”.</source>
        <translation>此费率组的权限名单未授予您“{right}”权限。</translation>
    </message>
    <message>
        <source>You cannot do this to yourself.</source>
        <translation>不能对自己执行此操作。</translation>
    </message>
    <message>
        <source>This is the last administrator who can manage users.</source>
        <translation>这是最后一个可以管理用户的管理员。</translation>
    </message>
    <message>
        <source>Somebody changed this in the meantime. Compare both versions and decide.</source>
        <translation>在此期间其他用户修改了此内容，请比较两个版本后决定。</translation>
    </message>
    <message>
        <source>The rows chosen have changed in the meantime: {count} by now. Look at them again.</source>
        <translation>所选的行在此期间已有变化，现为 {count} 行，请重新查看。</translation>
    </message>
    <message>
        <source>The user is locked.</source>
        <translation>该用户已锁定。</translation>
    </message>
    <message>
        <source>The user is not locked.</source>
        <translation>该用户未锁定。</translation>
    </message>
    <message>
        <source>The user has expired.</source>
        <translation>该用户已过期。</translation>
    </message>
    <message>
        <source>The account is cancelled.</source>
        <translation>该账户已销户。</translation>
    </message>
    <message>
        <source>The account is locked.</source>
        <translation>该账户已锁定。</translation>
    </message>
    <message>
        <source>The account is not locked.</source>
        <translation>该账户未锁定。</translation>
    </message>
    <message>
        <source>The balance is zero already.</source>
        <translation>余额已经为零。</translation>
    </message>
    <message>
        <source>The account still holds {balance}. Bring the balance to zero first.</source>
        <translation>账户仍有余额 {balance}，请先归零。</translation>
    </message>
    <message>
        <source>The account has active sub-accounts: {count}.</source>
        <translation>账户仍有 {count} 个有效的下级账户。</translation>
    </message>
    <message>
        <source>An account cannot stand below itself.</source>
        <translation>账户不能成为自己的下级。</translation>
    </message>
    <message>
        <source>The account stands below this agent already.</source>
        <translation>账户已在此代理账户之下。</translation>
    </message>
    <message>
        <source>At most {most} levels of agents are possible.</source>
        <translation>代理层级最多 {most} 级。</translation>
    </message>
    <message>
        <source>Balance {balance} with overdraft limit {overdraft} does not allow {amount}.</source>
        <translation>余额 {balance}、透支限额 {overdraft}，不允许 {amount}。</translation>
    </message>
    <message>
        <source>The payment was reversed already, by record {by}.</source>
        <translation>此缴费已被记录 {by} 冲正。</translation>
    </message>
    <message>
        <source>A reversal cannot be reversed. Post the payment again instead.</source>
        <translation>冲正记录不能再冲正，请重新缴费。</translation>
    </message>
    <message>
        <source>The record moved no money: there is nothing to reverse.</source>
        <translation>此记录没有资金变动，无需冲正。</translation>
    </message>
    <message>
        <source>You can reverse only payments that you posted yourself.</source>
        <translation>只能冲正您自己操作的缴费。</translation>
    </message>
    <message>
        <source>A large amount, {amount}: from {threshold} on your password is asked for again.</source>
        <translation>大额缴费 {amount}：达到 {threshold} 时需要再次输入您的密码。</translation>
    </message>
    <message>
        <source>The cover of agent account {agent} is too small: {cover} in all, {used} used, {free} free. Used by {users}.</source>
        <translation>代理账户 {agent} 的担保额度不足：共 {cover}，已占用 {used}，可用 {free}。占用账户：{users}。</translation>
    </message>
    <message>
        <source>Agent account {agent} uses the lower rate, and user {user} holds rights on rates: {rights}.</source>
        <translation>代理账户 {agent} 已启用下级费率，而用户 {user} 拥有费率权限：{rights}。</translation>
    </message>
    <message>
        <source>Agent account {agent} uses the lower rate, and private rate groups of user {user} are in use: {groups}.</source>
        <translation>代理账户 {agent} 已启用下级费率，而用户 {user} 的私有费率组正在使用：{groups}。</translation>
    </message>
    <message>
        <source>“Use lower rate” is on.</source>
        <translation>已启用下级费率。</translation>
    </message>
    <message>
        <source>“Use lower rate” is off.</source>
        <translation>未启用下级费率。</translation>
    </message>
    <message>
        <source>No account has this number.</source>
        <translation>没有此号码的账户。</translation>
    </message>
    <message>
        <source>The account had expired.</source>
        <translation>账户已过期。</translation>
    </message>
    <message>
        <source>The account was exhausted: nothing left of balance and overdraft limit.</source>
        <translation>账户已用尽：余额与透支限额均已用完。</translation>
    </message>
    <message>
        <source>The rate group is used by accounts: {accounts}.</source>
        <translation>此费率组正被以下账户使用：{accounts}。</translation>
    </message>
    <message>
        <source>There is a rate group of this name already.</source>
        <translation>已有同名的费率组。</translation>
    </message>
    <message>
        <source>The account has private rates already.</source>
        <translation>该账户已有私有费率。</translation>
    </message>
    <message>
        <source>User {user} may not use rate group {group}.</source>
        <translation>用户 {user} 不能使用费率组 {group}。</translation>
    </message>
    <message>
        <source>There is a rate for prefix {prefix} at this time already.</source>
        <translation>前缀 {prefix} 在此时间已有费率。</translation>
    </message>
    <message>
        <source>Another rate of prefix {prefix} holds at this time: choose other dates.</source>
        <translation>前缀 {prefix} 在此期间已有其他费率，请选择其他日期。</translation>
    </message>
    <message>
        <source>This rate is in effect already. Only a rate that is still to come can be taken back.</source>
        <translation>此费率已生效，只能撤回尚未生效的费率。</translation>
    </message>
    <message>
        <source>So many rates would be closed: {count} of {present}. Type this number to confirm it.</source>
        <translation>将关闭 {present} 条费率中的 {count} 条。请输入该数字确认。</translation>
    </message>
    <message>
        <source>Rates were changed afterwards ({count}): undo the later changes first. Prefixes: {prefixes}.</source>
        <translation>有 {count} 条费率之后又被修改：请先撤销后来的修改。前缀：{prefixes}。</translation>
    </message>
    <message>
        <source>The sheet has more than {limit} columns. Check the delimiter.</source>
        <translation>表格超过 {limit} 列。请检查分隔符。</translation>
    </message>
    <message>
        <source>This has been undone already.</source>
        <translation>此更改已被撤销。</translation>
    </message>
    <message>
        <source>No rate matches this number: the call is refused.</source>
        <translation>没有匹配此号码的费率：呼叫将被拒绝。</translation>
    </message>
    <message>
        <source>The prices of this account are of a rate group whose rates you may not see: you are told those of now and of the past only.</source>
        <translation>该账户的价格来自您无权查看费率的费率组：只能告知当前和过去的价格。</translation>
    </message>
    <message>
        <source>Loss protection: account {account} would pay less than its agent {agent}, for prefix {prefix} for one ({ranges} ranges of numbers, {accounts} accounts in all).</source>
        <translation>亏损保护：账户 {account} 的价格将低于其代理商 {agent}，例如前缀 {prefix}（共 {ranges} 个号段，{accounts} 个账户）。</translation>
    </message>
    <message>
        <source>The matching rate is locked: the call is refused.</source>
        <translation>匹配的费率已锁定：呼叫将被拒绝。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件为空。</translation>
    </message>
    <message>
        <source>The header line is not one that can be read.</source>
        <translation>无法识别表头行。</translation>
    </message>
    <message>
        <source>The encoding of the file is not known.</source>
        <translation>无法识别文件编码。</translation>
    </message>
    <message>
        <source>The file is too large: at most {limit} bytes.</source>
        <translation>文件过大：最多 {limit} 字节。</translation>
    </message>
    <message>
        <source>Lines that cannot be imported: {count}.</source>
        <translation>无法导入的行：{count} 行。</translation>
    </message>
    <message>
        <source>The line has {found} columns instead of {expected}.</source>
        <translation>该行有 {found} 列，应为 {expected} 列。</translation>
    </message>
    <message>
        <source>The same prefix stands in line {line} already.</source>
        <translation>第 {line} 行已有相同前缀。</translation>
    </message>
    <message>
        <source>The file “{name}” did not arrive whole. Send it again.</source>
        <translation>文件“{name}”没有完整到达。请重新发送。</translation>
    </message>
    <message>
        <source>At most {limit} files are kept at a time. Close a window that holds some.</source>
        <translation>同时最多保留 {limit} 个文件。请关闭占用文件的窗口。</translation>
    </message>
    <message>
        <source>Your files take more than {limit} bytes together. Close a window that holds some.</source>
        <translation>您的文件总共超过 {limit} 字节。请关闭占用文件的窗口。</translation>
    </message>
    <message>
        <source>At most {limit} long tasks run at a time. Wait for one to end, or cancel one.</source>
        <translation>同时最多运行 {limit} 个耗时任务。请等待其中一个结束，或取消一个。</translation>
    </message>
    <message>
        <source>This has not ended yet.</source>
        <translation>任务尚未结束。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消。没有任何更改。</translation>
    </message>
    <message>
        <source>The spreadsheet is protected by a password. Open it, save it without the password, and choose it again.</source>
        <translation>电子表格有密码保护。请打开它，去掉密码后保存，再重新选择。</translation>
    </message>
    <message>
        <source>This is no rate sheet but another kind of file: a picture, a document, a web page or an archive. Unpack it, or open it in a spreadsheet and save it as XLSX or CSV.</source>
        <translation>这不是费率表，而是其他类型的文件：图片、文档、网页或压缩包。请先解压，或用电子表格软件打开后另存为 XLSX 或 CSV。</translation>
    </message>
    <message>
        <source>The spreadsheet is damaged. Ask for it again, or open it, repair it and save it anew.</source>
        <translation>电子表格已损坏。请重新索取，或打开修复后另存。</translation>
    </message>
    <message>
        <source>The spreadsheet unpacks to more than {limit} bytes. Save it as CSV.</source>
        <translation>电子表格解压后超过 {limit} 字节。请另存为 CSV。</translation>
    </message>
    <message>
        <source>No column holds prefixes. Where a carrier sends prices and prefixes in two files, put them together first.</source>
        <translation>没有任何一列是前缀。如果运营商把价格和前缀放在两个文件里，请先把它们合并。</translation>
    </message>
    <message>
        <source>No column holds prices. Where a carrier sends prefixes and prices in two files, put them together first.</source>
        <translation>没有任何一列是价格。如果运营商把前缀和价格放在两个文件里，请先把它们合并。</translation>
    </message>
    <message>
        <source>A price per cycle needs a column of the cycle, and a first increment a next one.</source>
        <translation>按周期的价格需要计费周期列；首次计费时长需要后续计费时长列。</translation>
    </message>
    <message>
        <source>The line holds signs that cannot be read, or the file ends in the middle of it.</source>
        <translation>该行含有无法读取的字符，或者文件在该行中间结束。</translation>
    </message>
    <message>
        <source>A spreadsheet has changed this cell, and what was meant is not certain.</source>
        <translation>电子表格软件改动了这个单元格，原意无法确定。</translation>
    </message>
    <message>
        <source>There is no price but a word: the destination is not offered.</source>
        <translation>这里不是价格而是文字：该目的地不提供。</translation>
    </message>
    <message>
        <source>The price depends on more than the prefix (caller, time of day, fee), which is not read.</source>
        <translation>价格不仅取决于前缀（还有主叫、时段、费用），这些不会读取。</translation>
    </message>
    <message>
        <source>This is no date in the form that was chosen.</source>
        <translation>这不是所选格式的日期。</translation>
    </message>
    <message>
        <source>The quotes of this line do not close.</source>
        <translation>该行的引号没有闭合。</translation>
    </message>
    <message>
        <source>This is a pattern and no prefix.</source>
        <translation>这是号码模式，不是前缀。</translation>
    </message>
    <message>
        <source>This is no range: its ends need as many digits each, and the first must be the lower.</source>
        <translation>这不是号段：两端位数必须相同，且前者必须较小。</translation>
    </message>
    <message>
        <source>These are too many prefixes for one cell: at most {limit}.</source>
        <translation>一个单元格的前缀太多：最多 {limit} 个。</translation>
    </message>
    <message>
        <source>The template is used by users: {count}.</source>
        <translation>使用此模板的用户：{count} 个。</translation>
    </message>
    <message>
        <source>This template came with the program. Copy it to change it.</source>
        <translation>此模板为系统自带，请复制后修改。</translation>
    </message>
    <message>
        <source>Entries are missing before this one: it has number {found}, and {expected} is due.</source>
        <translation>此前的记录缺失：其序号为 {found}，应为 {expected}。</translation>
    </message>
    <message>
        <source>Number {found} is there twice; {expected} is due.</source>
        <translation>序号 {found} 出现两次；应为 {expected}。</translation>
    </message>
    <message>
        <source>The entry, or its hash, is not as it was written.</source>
        <translation>该记录或其哈希值已不是写入时的内容。</translation>
    </message>
    <message>
        <source>It begins with {booked}, and the entry before it ends with {due}.</source>
        <translation>其起始余额为 {booked}，而前一条记录的余额为 {due}。</translation>
    </message>
    <message>
        <source>Balance before and amount ({amount}) do not make the balance after, {booked}.</source>
        <translation>之前余额加金额（{amount}）不等于之后余额 {booked}。</translation>
    </message>
    <message>
        <source>It was written before entry {before}, which stands before it.</source>
        <translation>其写入早于排在它之前的记录 {before}。</translation>
    </message>
    <message>
        <source>Names of its moment are missing: {fields}.</source>
        <translation>缺少当时的名称：{fields}。</translation>
    </message>
    <message>
        <source>Id {found} was never given: the highest one is {expected}.</source>
        <translation>编号 {found} 从未分配过：最大编号为 {expected}。</translation>
    </message>
    <message>
        <source>Account {account} was opened without an entry.</source>
        <translation>账户 {account} 没有开户记录。</translation>
    </message>
    <message>
        <source>Account {account} counts {found} entries; the last one there is has number {expected}.</source>
        <translation>账户 {account} 记有 {found} 条记录，而现存最后一条的序号为 {expected}。</translation>
    </message>
    <message>
        <source>Account {account} knows another hash of its last entry.</source>
        <translation>账户 {account} 保存的最后一条记录的哈希值不同。</translation>
    </message>
    <message>
        <source>Account {account} shows a balance of {booked}; its entries lead to {due}.</source>
        <translation>账户 {account} 的余额为 {booked}，而其记录得出 {due}。</translation>
    </message>
    <message>
        <source>The same act was posted {times} times.</source>
        <translation>同一操作被记账 {times} 次。</translation>
    </message>
    <message>
        <source>It reverses entry {reverses}, which is another account&apos;s, of another amount, or later.</source>
        <translation>它冲正的记录 {reverses} 属于其他账户、金额不同或时间在后。</translation>
    </message>
    <message>
        <source>Entry {reverses} was reversed twice.</source>
        <translation>记录 {reverses} 被冲正两次。</translation>
    </message>
    <message>
        <source>It refers to something that is not there ({column}).</source>
        <translation>它引用了不存在的内容（{column}）。</translation>
    </message>
    <message>
        <source>Account {account} does not stand below its agent: who sees it, and who is billed, is wrong.</source>
        <translation>账户 {account} 不在其代理商之下：可见范围和计费对象均有误。</translation>
    </message>
    <message>
        <source>The call was rated and not charged, or its charges tell of it otherwise.</source>
        <translation>该话单已批价但未扣费，或其扣费记录与话单不一致。</translation>
    </message>
    <message>
        <source>The log tells of {expected} payments of account {account}, and {found} are there.</source>
        <translation>日志中账户 {account} 有 {expected} 笔缴费，现存 {found} 笔。</translation>
    </message>
    <message>
        <source>The last verification found {expected} entries, and {found} are there now.</source>
        <translation>上次校验时有 {expected} 条记录，现有 {found} 条。</translation>
    </message>
    <message>
        <source>The database no longer forbids to change and delete what is in this table.</source>
        <translation>数据库不再禁止修改和删除此表中的内容。</translation>
    </message>
    <message>
        <source>The cover of agent {account} is short by {short}, and no charge explains {unexplained} of it.</source>
        <translation>代理商 {account} 的保障额缺少 {short}，其中 {unexplained} 没有话费可以解释。</translation>
    </message>
    <message>
        <source>The cover of agent {account} is short by {short}: charges {charges}.</source>
        <translation>代理商 {account} 的保障额缺少 {short}：话费记录 {charges}。</translation>
    </message>
    <message>
        <source>The books do not lead to the closing figure of the statement.</source>
        <translation>账目与对账单的期末数字不符。</translation>
    </message>
    <message>
        <source>There is no amount. Say which column holds it.</source>
        <translation>没有金额。请指定金额列。</translation>
    </message>
    <message>
        <source>There is nothing to find a payment by: a reference, or a date and a payer.</source>
        <translation>没有可用于查找缴费的内容：参考号，或日期加付款人。</translation>
    </message>
    <message>
        <source>Only what came in and is missing in the books is recharged from here.</source>
        <translation>只有账上缺少的收款才能在此充值。</translation>
    </message>
    <message>
        <source>There is no payment record beside this line.</source>
        <translation>此行没有对应的缴费记录。</translation>
    </message>
    <message>
        <source>The database is busy. Nothing was changed; try again.</source>
        <translation>数据库繁忙，未做任何更改，请重试。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was changed; make room and try again.</source>
        <translation>磁盘已满，未做任何更改，请清理空间后重试。</translation>
    </message>
    <message>
        <source>The database is closed, or its file is no longer there.</source>
        <translation>数据库已关闭，或数据库文件已不存在。</translation>
    </message>
    <message>
        <source>The database file is damaged, or it is not a database of this program.</source>
        <translation>数据库文件已损坏，或不是本程序的数据库。</translation>
    </message>
    <message>
        <source>The database was made by a newer version of the program ({found}; this one knows {known}). It was not touched.</source>
        <translation>数据库由更新版本的程序创建（{found}，当前程序支持 {known}），未做任何改动。</translation>
    </message>
    <message>
        <source>The database has an older form and must be migrated first.</source>
        <translation>数据库版本较旧，必须先升级。</translation>
    </message>
    <message>
        <source>The request could not be read.</source>
        <translation>无法识别该请求。</translation>
    </message>
    <message>
        <source>This act was sent before with other content. Open the form again.</source>
        <translation>此操作之前已以不同内容提交，请重新打开窗口。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Reference: {reference}</source>
        <translation>程序出错。参考编号：{reference}</translation>
    </message>
    <message>
        <source>Too many failed logins. Try again later.</source>
        <translation>登录失败次数过多，请稍后重试。</translation>
    </message>
    <message>
        <source>You do not have the right to do this.</source>
        <translation>您没有执行此操作的权限。</translation>
    </message>
    <message>
        <source>Users of your type can never do this.</source>
        <translation>您这一类型的用户永远不能执行此操作。</translation>
    </message>
    <message>
        <source>The access list that reaches this account does not give you this right.</source>
        <translation>对此账户生效的权限名单未授予您此权限。</translation>
    </message>
    <message>
        <source>The access list above names you for that account alone, not for those below it.</source>
        <translation>上级账户的权限名单仅将您列于该账户本身，不含其下级账户。</translation>
    </message>
    <message>
        <source>You are listed on this account yourself: this cannot be done with one&apos;s own account.</source>
        <translation>您本人列在此账户的权限名单上，不能对自有账户执行此操作。</translation>
    </message>
    <message>
        <source>An entry on the account&apos;s access list hides the right that you would have through its agent.</source>
        <translation>此账户权限名单上的条目遮蔽了您通过其代理账户获得的权限。</translation>
    </message>
    <message>
        <source>The access list of this rate group does not give you this right.</source>
        <translation>此费率组的权限名单未授予您此权限。</translation>
    </message>
    <message>
        <source>The rows chosen have changed in the meantime. Look at them again.</source>
        <translation>所选的行在此期间已有变化，请重新查看。</translation>
    </message>
    <message>
        <source>The account still holds money. Bring the balance to zero first.</source>
        <translation>账户仍有余额，请先归零。</translation>
    </message>
    <message>
        <source>The account has active sub-accounts.</source>
        <translation>账户仍有有效的下级账户。</translation>
    </message>
    <message>
        <source>There are too many levels of agents.</source>
        <translation>代理层级过多。</translation>
    </message>
    <message>
        <source>The balance and the overdraft limit do not allow it.</source>
        <translation>余额和透支限额不允许此操作。</translation>
    </message>
    <message>
        <source>The cover of the agent account is too small.</source>
        <translation>代理账户的担保额度不足。</translation>
    </message>
    <message>
        <source>The agent account uses the lower rate, and a user of it holds rights on rates.</source>
        <translation>代理账户已启用下级费率，而其用户拥有费率权限。</translation>
    </message>
    <message>
        <source>The agent account uses the lower rate, and private rate groups below it are in use.</source>
        <translation>代理账户已启用下级费率，而其下级正在使用私有费率组。</translation>
    </message>
    <message>
        <source>The payment was reversed already.</source>
        <translation>此缴费已被冲正。</translation>
    </message>
    <message>
        <source>A large amount: your password is asked for again.</source>
        <translation>大额缴费：需要再次输入密码。</translation>
    </message>
    <message>
        <source>The rate group is used by accounts.</source>
        <translation>此费率组正被账户使用。</translation>
    </message>
    <message>
        <source>The user may not use this rate group.</source>
        <translation>该用户不能使用此费率组。</translation>
    </message>
    <message>
        <source>There is a rate for this prefix at this time already.</source>
        <translation>此前缀在此时间已有费率。</translation>
    </message>
    <message>
        <source>The template is used by users.</source>
        <translation>此模板正被用户使用。</translation>
    </message>
    <message>
        <source>The database was made by a newer version of the program. It was not touched.</source>
        <translation>数据库由更新版本的程序创建，未做任何改动。</translation>
    </message>
    <message>
        <source>Something went wrong in the program.</source>
        <translation>程序出错。</translation>
    </message>
    <message>
        <source>Missing columns: {missing}.</source>
        <translation>缺少的列：{missing}。</translation>
    </message>
    <message>
        <source>Columns that say the same twice, or contradict each other: {doubled}.</source>
        <translation>重复或相互矛盾的列：{doubled}。</translation>
    </message>
    <message>
        <source>No such account</source>
        <translation>无此账户</translation>
    </message>
    <message>
        <source>Account cancelled</source>
        <translation>账户已注销</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>账户已锁定</translation>
    </message>
    <message>
        <source>Account expired</source>
        <translation>账户已过期</translation>
    </message>
    <message>
        <source>Account exhausted</source>
        <translation>账户已耗尽</translation>
    </message>
    <message>
        <source>No rate</source>
        <translation>无费率</translation>
    </message>
    <message>
        <source>Prefix locked</source>
        <translation>前缀已锁定</translation>
    </message>
    <message>
        <source>Amount too large</source>
        <translation>金额过大</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Reset columns</source>
        <translation>恢复默认列</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>{count} active</source>
        <translation>{count} 项条件</translation>
    </message>
    <message>
        <source>Nothing was found so far.</source>
        <translation>到目前为止没有找到。</translation>
    </message>
    <message>
        <source>Statement of {account}</source>
        <translation>{account} 的对账单</translation>
    </message>
    <message>
        <source>PDF…</source>
        <translation>PDF…</translation>
    </message>
    <message>
        <source>XLSX…</source>
        <translation>XLSX…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>Choose a period of 1 to {most} days.</source>
        <translation>请选择 1 到 {most} 天的期间。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在加载…</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <source>Made on {day} by {user}</source>
        <translation>{user} 于 {day} 制作</translation>
    </message>
    <message>
        <source>Closing entry, for verification:</source>
        <translation>期末记录，用于校验：</translation>
    </message>
    <message>
        <source>Statement of account</source>
        <translation>账户对账单</translation>
    </message>
    <message>
        <source>PDF files (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>{done} of {total} records</source>
        <translation>{done} / {total} 条记录</translation>
    </message>
    <message>
        <source>Save the statement</source>
        <translation>保存对账单</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>无法写入文件。</translation>
    </message>
    <message>
        <source>This list could not be loaded</source>
        <translation>无法加载此列表</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>What was searched holds no match. Filter again to search everything.</source>
        <translation>已查找的部分没有符合的记录。重新过滤可查找全部。</translation>
    </message>
    <message>
        <source>The search was stopped</source>
        <translation>查找已停止</translation>
    </message>
    <message>
        <source>Widen it, or clear it to see everything.</source>
        <translation>可放宽条件，或清除过滤查看全部。</translation>
    </message>
    <message>
        <source>Nothing matches the filter</source>
        <translation>没有符合条件的记录</translation>
    </message>
    <message>
        <source>Searching… {percent} %</source>
        <translation>正在查找… {percent}%</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>清除过滤</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 条记录</translation>
    </message>
    <message>
        <source>{count} records</source>
        <translation>{count} 条记录</translation>
    </message>
    <message>
        <source>{count}+ records</source>
        <translation>{count}+ 条记录</translation>
    </message>
    <message>
        <source>Stop searching</source>
        <translation>停止查找</translation>
    </message>
    <message>
        <source>{count} selected</source>
        <translation>已选 {count} 条</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Copy takes at most {most} rows. Use Export for more.</source>
        <translation>最多可复制 {most} 行，更多请使用导出。</translation>
    </message>
    <message>
        <source>Copied rows: {count}</source>
        <translation>已复制 {count} 行</translation>
    </message>
    <message>
        <source>The balance is below zero.</source>
        <translation>余额低于零。</translation>
    </message>
    <message>
        <source>The balance is below the threshold.</source>
        <translation>余额低于预警值。</translation>
    </message>
    <message>
        <source>The agent account uses the lower rate: its rates apply, not this choice.</source>
        <translation>代理账户已启用下级费率：按其费率计费，此处选择不生效。</translation>
    </message>
    <message>
        <source>The money is used up within three days.</source>
        <translation>余额将在三天内用完。</translation>
    </message>
    <message>
        <source>The cover is short: the sub-accounts can spend more than there is.</source>
        <translation>担保额度不足：下级账户可用的钱超过现有额度。</translation>
    </message>
    <message>
        <source>The money is used up within a week.</source>
        <translation>余额将在一周内用完。</translation>
    </message>
    <message>
        <source>Locked: no calls.</source>
        <translation>已锁定：不能呼叫。</translation>
    </message>
    <message>
        <source>Cancelled for good.</source>
        <translation>已销户，不可恢复。</translation>
    </message>
    <message>
        <source>Expired: no calls.</source>
        <translation>已过期：不能呼叫。</translation>
    </message>
    <message>
        <source>No calls were charged in the last seven days.</source>
        <translation>最近七天没有话费。</translation>
    </message>
    <message>
        <source>At {amount} a day, the average of the last seven days.</source>
        <translation>按最近七天平均每天 {amount} 计算。</translation>
    </message>
    <message>
        <source>(not shown)</source>
        <translation>（无权查看）</translation>
    </message>
    <message>
        <source>{group} (overridden)</source>
        <translation>{group}（已被覆盖）</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已销户</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Agent name</source>
        <translation>代理名称</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>剩余天数</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Today consumption</source>
        <translation>今日消费</translation>
    </message>
    <message>
        <source>Lower rate</source>
        <translation>下级费率</translation>
    </message>
    <message>
        <source>On</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Sub-accounts</source>
        <translation>下级账户</translation>
    </message>
    <message>
        <source>Average use a day</source>
        <translation>日均消费</translation>
    </message>
    <message>
        <source>Free cover</source>
        <translation>可用担保额度</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>预警值</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建时间</translation>
    </message>
    <message>
        <source>Below threshold</source>
        <translation>低于预警值</translation>
    </message>
    <message>
        <source>Days left under</source>
        <translation>剩余天数少于</translation>
    </message>
    <message>
        <source>Any</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>Below the agent</source>
        <translation>隶属范围</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Expires from</source>
        <translation>到期日起</translation>
    </message>
    <message>
        <source>Expires to</source>
        <translation>到期日止</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>暂无账户</translation>
    </message>
    <message>
        <source>An account holds a customer&apos;s money. New account opens one, New agent an agent with his user.</source>
        <translation>账户用于存放客户资金。“新建账户”用于开户，“新建代理商”可连同用户一起创建。</translation>
    </message>
    <message>
        <source>Refused: nothing was changed</source>
        <translation>已拒绝：未做任何更改</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>The log is empty</source>
        <translation>日志为空</translation>
    </message>
    <message>
        <source>Every change and every refusal becomes a line.</source>
        <translation>每次更改和每次拒绝都会记录一行。</translation>
    </message>
    <message>
        <source>Login name (exact)</source>
        <translation>登录名（精确匹配）</translation>
    </message>
    <message>
        <source>{reason} (account {account})</source>
        <translation>{reason}（账户 {account}）</translation>
    </message>
    <message>
        <source>Refused: it was not charged, and can be rated again</source>
        <translation>已拒绝：未扣费，可重新计费</translation>
    </message>
    <message>
        <source>Rated</source>
        <translation>已计费</translation>
    </message>
    <message>
        <source>Agent&apos;s fee</source>
        <translation>代理商费用</translation>
    </message>
    <message>
        <source>No calls yet</source>
        <translation>暂无通话</translation>
    </message>
    <message>
        <source>An administrator imports call records; each is charged at once.</source>
        <translation>管理员导入话单后，每条通话立即扣费。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>截止时间</translation>
    </message>
    <message>
        <source>Callee begins with</source>
        <translation>被叫开头</translation>
    </message>
    <message>
        <source>Caller begins with</source>
        <translation>主叫开头</translation>
    </message>
    <message>
        <source>Refused because</source>
        <translation>拒绝原因</translation>
    </message>
    <message>
        <source>The unit beside every amount; consoles that are at work follow within a minute.</source>
        <translation>所有金额旁的货币单位；正在使用的控制台一分钟内跟随。</translation>
    </message>
    <message>
        <source>Amounts show at least so many decimals; stored amounts stay exact. Consoles follow within a minute.</source>
        <translation>金额至少显示的小数位数；存储的金额始终精确。正在使用的控制台一分钟内跟随。</translation>
    </message>
    <message>
        <source>A new account, and one that is recharged, stays valid for at least so many days.</source>
        <translation>新开账户以及充值后的账户，至少保持有效的天数。</translation>
    </message>
    <message>
        <source>Accounts opened from now on are marked as low when their balance falls below this.</source>
        <translation>此后新开的账户，余额低于此值时标为余额不足。</translation>
    </message>
    <message>
        <source>Whoever posts a payment of this amount or more enters his password again; 0: nobody.</source>
        <translation>缴费达到此金额者需再次输入密码；0 表示不需要。</translation>
    </message>
    <message>
        <source>If an account would pay less than its agent for some numbers: nothing, a warning, or a refusal.</source>
        <translation>当账户对某些号码的价格低于其代理商时：不处理、警告或拒绝。</translation>
    </message>
    <message>
        <source>A console left alone for so long asks for its user&apos;s password; his work is kept.</source>
        <translation>控制台闲置达到此时间后须输入用户密码，工作内容予以保留。</translation>
    </message>
    <message>
        <source>So long after a login, from now on, the user has to log in again, however busy he is.</source>
        <translation>此后的登录，无论是否正在操作，达到此时间须重新登录。</translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation>{low} 到 {high}</translation>
    </message>
    <message>
        <source>Any amount</source>
        <translation>任意金额</translation>
    </message>
    <message>
        <source>At most {count} characters</source>
        <translation>最多 {count} 个字符</translation>
    </message>
    <message>
        <source>Not the default</source>
        <translation>非默认值</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>取值范围</translation>
    </message>
    <message>
        <source>No parameters</source>
        <translation>暂无参数</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>不限时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>The balance was below zero</source>
        <translation>余额曾低于零</translation>
    </message>
    <message>
        <source>reversed by {id}</source>
        <translation>已被 {id} 冲正</translation>
    </message>
    <message>
        <source>reverses {id}</source>
        <translation>冲正 {id}</translation>
    </message>
    <message>
        <source>In all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Agent account name</source>
        <translation>代理账户名称</translation>
    </message>
    <message>
        <source>No payment records yet</source>
        <translation>暂无缴费记录</translation>
    </message>
    <message>
        <source>Opening an account writes the first one; recharges follow.</source>
        <translation>开户时写入第一条记录，之后为充值记录。</translation>
    </message>
    <message>
        <source>Amount from</source>
        <translation>金额下限</translation>
    </message>
    <message>
        <source>Amount to</source>
        <translation>金额上限</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>时间段</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>账户数</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公有</translation>
    </message>
    <message>
        <source>No rate groups yet</source>
        <translation>暂无费率组</translation>
    </message>
    <message>
        <source>Make one with New, then add or import its rates.</source>
        <translation>点击“新建”创建费率组，再添加或导入费率。</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用情况</translation>
    </message>
    <message>
        <source>Used by accounts</source>
        <translation>有账户使用</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>未使用</translation>
    </message>
    <message>
        <source>No rates in this group yet</source>
        <translation>此费率组暂无费率</translation>
    </message>
    <message>
        <source>Add one, or import a rate file.</source>
        <translation>请添加费率，或导入费率文件。</translation>
    </message>
    <message>
        <source>Say what to look for</source>
        <translation>请输入要查询的内容</translation>
    </message>
    <message>
        <source>A prefix, a number as dialled, a name, a group or a price: rates of every group that you may see.</source>
        <translation>前缀、被叫号码、地区名称、费率组或价格：在您可见的所有费率组中查询费率。</translation>
    </message>
    <message>
        <source>Number as dialled</source>
        <translation>拨打的号码</translation>
    </message>
    <message>
        <source>Minute cost from</source>
        <translation>每分钟费用 从</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>截至时间</translation>
    </message>
    <message>
        <source>Prefix begins with</source>
        <translation>前缀开头为</translation>
    </message>
    <message>
        <source>Rates: {group}</source>
        <translation>费率：{group}</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>此会话</translation>
    </message>
    <message>
        <source>Idle, locked</source>
        <translation>闲置，已锁定</translation>
    </message>
    <message>
        <source>At work</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>The session that you are working in</source>
        <translation>您正在使用的会话</translation>
    </message>
    <message>
        <source>It waits for its user&apos;s password</source>
        <translation>等待该用户输入密码</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>登录时间</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>最近活动</translation>
    </message>
    <message>
        <source>Nobody is logged in</source>
        <translation>当前无人登录</translation>
    </message>
    <message>
        <source>No sub-accounts here</source>
        <translation>暂无下级账户</translation>
    </message>
    <message>
        <source>New sub-account opens one below this agent account.</source>
        <translation>“新建下级账户”可在此代理账户下开户。</translation>
    </message>
    <message>
        <source>Which sub-accounts</source>
        <translation>下级账户范围</translation>
    </message>
    <message>
        <source>Uses the lower rate</source>
        <translation>已启用下级费率</translation>
    </message>
    <message>
        <source>Came with the program: it can be copied, not changed</source>
        <translation>系统自带：可以复制，不能修改</translation>
    </message>
    <message>
        <source>{title}: {role}</source>
        <translation>{title}：{role}</translation>
    </message>
    <message>
        <source>Came with the program: it cannot be changed</source>
        <translation>程序自带：不能修改</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>系统自带</translation>
    </message>
    <message>
        <source>Own</source>
        <translation>自建</translation>
    </message>
    <message>
        <source>What its columns say</source>
        <translation>各列的含义</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>No sheet templates</source>
        <translation>没有费率表模板</translation>
    </message>
    <message>
        <source>Import a rate file and save how it was read: the next one is read alike.</source>
        <translation>导入一个费率文件并保存其读取方式：下一个文件将按同样方式读取。</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户数</translation>
    </message>
    <message>
        <source>No rights templates</source>
        <translation>暂无权限模板</translation>
    </message>
    <message>
        <source>A template is a set of rights that many users can share.</source>
        <translation>模板是一组可供多个用户共用的权限。</translation>
    </message>
    <message>
        <source>(loading)</source>
        <translation>（正在加载）</translation>
    </message>
    <message>
        <source>Locked: he cannot log in</source>
        <translation>已锁定：无法登录</translation>
    </message>
    <message>
        <source>Expired: he cannot log in</source>
        <translation>已过期：无法登录</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>从未登录</translation>
    </message>
    <message>
        <source>Last login</source>
        <translation>上次登录</translation>
    </message>
    <message>
        <source>Created by</source>
        <translation>创建人</translation>
    </message>
    <message>
        <source>Password changed</source>
        <translation>密码修改时间</translation>
    </message>
    <message>
        <source>No users</source>
        <translation>暂无用户</translation>
    </message>
    <message>
        <source>New user makes one; New agent makes one with his account.</source>
        <translation>“新建用户”创建用户，“新建代理商”连同账户一起创建。</translation>
    </message>
    <message>
        <source>Login or user name</source>
        <translation>登录名或用户名称</translation>
    </message>
    <message>
        <source>Not locked</source>
        <translation>未锁定</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Not expired</source>
        <translation>未过期</translation>
    </message>
    <message>
        <source>Why not: {action}</source>
        <translation>为什么不能：{action}</translation>
    </message>
    <message>
        <source>Rate management</source>
        <translation>费率管理</translation>
    </message>
    <message>
        <source>Rate group management</source>
        <translation>费率组管理</translation>
    </message>
    <message>
        <source>Account management</source>
        <translation>账户管理</translation>
    </message>
    <message>
        <source>Sub account management</source>
        <translation>下级账户管理</translation>
    </message>
    <message>
        <source>Data query</source>
        <translation>数据查询</translation>
    </message>
    <message>
        <source>Call charges</source>
        <translation>通话话单</translation>
    </message>
    <message>
        <source>Income details</source>
        <translation>收入明细</translation>
    </message>
    <message>
        <source>System management</source>
        <translation>系统管理</translation>
    </message>
    <message>
        <source>User management</source>
        <translation>用户管理</translation>
    </message>
    <message>
        <source>Rights templates</source>
        <translation>权限模板</translation>
    </message>
    <message>
        <source>System log</source>
        <translation>系统日志</translation>
    </message>
    <message>
        <source>System parameters</source>
        <translation>系统参数</translation>
    </message>
    <message>
        <source>Online users</source>
        <translation>在线用户</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>费率</translation>
    </message>
    <message>
        <source>Rate import</source>
        <translation>费率导入</translation>
    </message>
    <message>
        <source>Sheet template</source>
        <translation>费率表模板</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>System parameter</source>
        <translation>系统参数</translation>
    </message>
    <message>
        <source>View rate groups</source>
        <translation>查看费率组</translation>
    </message>
    <message>
        <source>Edit rate groups</source>
        <translation>编辑费率组</translation>
    </message>
    <message>
        <source>View rates</source>
        <translation>查看费率</translation>
    </message>
    <message>
        <source>View accounts</source>
        <translation>查看账户</translation>
    </message>
    <message>
        <source>Edit accounts</source>
        <translation>编辑账户</translation>
    </message>
    <message>
        <source>View payment records</source>
        <translation>查看缴费记录</translation>
    </message>
    <message>
        <source>View calls and their charges</source>
        <translation>查看通话及其费用</translation>
    </message>
    <message>
        <source>View income from calls</source>
        <translation>查看通话收入</translation>
    </message>
    <message>
        <source>Import calls and rate them again</source>
        <translation>导入话单并重新计费</translation>
    </message>
    <message>
        <source>View users</source>
        <translation>查看用户</translation>
    </message>
    <message>
        <source>Edit users</source>
        <translation>编辑用户</translation>
    </message>
    <message>
        <source>View rights templates</source>
        <translation>查看权限模板</translation>
    </message>
    <message>
        <source>Edit rights templates</source>
        <translation>编辑权限模板</translation>
    </message>
    <message>
        <source>See the system log</source>
        <translation>查看系统日志</translation>
    </message>
    <message>
        <source>View system parameters</source>
        <translation>查看系统参数</translation>
    </message>
    <message>
        <source>Edit system parameters</source>
        <translation>编辑系统参数</translation>
    </message>
    <message>
        <source>See others&apos; sessions</source>
        <translation>查看他人会话</translation>
    </message>
    <message>
        <source>Reverse payments</source>
        <translation>冲正缴费</translation>
    </message>
    <message>
        <source>Change the overdraft limit</source>
        <translation>修改透支限额</translation>
    </message>
    <message>
        <source>Change an account&apos;s rate group</source>
        <translation>修改账户的费率组</translation>
    </message>
    <message>
        <source>Switch “use lower rate”</source>
        <translation>设置“启用下级费率”</translation>
    </message>
    <message>
        <source>Lock and unlock accounts</source>
        <translation>锁定和解锁账户</translation>
    </message>
    <message>
        <source>Cancel accounts</source>
        <translation>账户销户</translation>
    </message>
    <message>
        <source>Move accounts under another agent</source>
        <translation>转移账户到其他代理</translation>
    </message>
    <message>
        <source>Authorize users on accounts</source>
        <translation>设置账户权限</translation>
    </message>
    <message>
        <source>Authorize users on rate groups</source>
        <translation>设置费率组权限</translation>
    </message>
    <message>
        <source>Import rates</source>
        <translation>导入费率</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>End others&apos; sessions</source>
        <translation>结束他人会话</translation>
    </message>
    <message>
        <source>Modify details</source>
        <translation>修改资料</translation>
    </message>
    <message>
        <source>Cancel sub-accounts</source>
        <translation>下级账户销户</translation>
    </message>
    <message>
        <source>Payment for sub-accounts</source>
        <translation>下级账户缴费</translation>
    </message>
    <message>
        <source>Rate and overdraft of sub-accounts</source>
        <translation>下级账户费率与透支限额</translation>
    </message>
    <message>
        <source>See</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Add sub-account</source>
        <translation>新增下级账户</translation>
    </message>
    <message>
        <source>Change overdraft limit</source>
        <translation>修改透支限额</translation>
    </message>
    <message>
        <source>Change rate group</source>
        <translation>修改费率组</translation>
    </message>
    <message>
        <source>Move under another agent</source>
        <translation>移到其他代理账户</translation>
    </message>
    <message>
        <source>Authorization</source>
        <translation>权限设置</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>收费员</translation>
    </message>
    <message>
        <source>Rate manager</source>
        <translation>费率管理员</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>代理商</translation>
    </message>
    <message>
        <source>Agent (fixed rate)</source>
        <translation>代理商（固定费率）</translation>
    </message>
    <message>
        <source>Agent (view only)</source>
        <translation>代理商（仅查看）</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部权限</translation>
    </message>
    <message>
        <source>Recharges accounts and looks up payment records</source>
        <translation>为账户充值，查询缴费记录</translation>
    </message>
    <message>
        <source>Keeps rate groups and rates, and says who may use them</source>
        <translation>维护费率组和费率，并授权用户使用</translation>
    </message>
    <message>
        <source>Sees everything, changes nothing</source>
        <translation>可查看全部内容，不能更改</translation>
    </message>
    <message>
        <source>Runs his sub-accounts, with rates of his own</source>
        <translation>管理下级账户，可设置自己的费率</translation>
    </message>
    <message>
        <source>Runs his sub-accounts at the rates of his own account: for accounts that use lower rate</source>
        <translation>按自身账户的费率管理下级账户：用于启用下级费率的账户</translation>
    </message>
    <message>
        <source>Looks at his accounts and their payment records</source>
        <translation>查看自己的账户及其缴费记录</translation>
    </message>
    <message>
        <source>Operator: accounts, payments</source>
        <translation>操作员：账户、缴费</translation>
    </message>
    <message>
        <source>Operator: rate groups, rates</source>
        <translation>操作员：费率组、费率</translation>
    </message>
    <message>
        <source>Agent, two levels below him</source>
        <translation>代理商，下有两级</translation>
    </message>
    <message>
        <source>Agent, own rates</source>
        <translation>代理商，有私有费率</translation>
    </message>
    <message>
        <source>Agent with lower rate</source>
        <translation>代理商，已启用下级费率</translation>
    </message>
    <message>
        <source>Agent below harbour</source>
        <translation>harbour 的下级代理商</translation>
    </message>
    <message>
        <source>Agent below lotus, own rates</source>
        <translation>lotus 的下级代理商，有私有费率</translation>
    </message>
    <message>
        <source>Agent in the trap</source>
        <translation>代理商，权限被下级账户的条目遮蔽</translation>
    </message>
    <message>
        <source>Agent below baltika</source>
        <translation>baltika 的下级代理商</translation>
    </message>
    <message>
        <source>Third level, lower rate</source>
        <translation>三级代理商，已启用下级费率</translation>
    </message>
    <message>
        <source>Third level, view only</source>
        <translation>三级代理商，仅查看</translation>
    </message>
    <message>
        <source>Third level</source>
        <translation>三级代理商</translation>
    </message>
    <message>
        <source>Ordinary</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Phone card</source>
        <translation>电话卡</translation>
    </message>
    <message>
        <source>Clearing</source>
        <translation>结算</translation>
    </message>
    <message>
        <source>General account</source>
        <translation>普通账户</translation>
    </message>
    <message>
        <source>Direct affiliation</source>
        <translation>直接隶属</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>所有账户</translation>
    </message>
    <message>
        <source>Reversal</source>
        <translation>冲正</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>现金</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>On-net</source>
        <translation>网内</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>本地</translation>
    </message>
    <message>
        <source>Domestic</source>
        <translation>国内</translation>
    </message>
    <message>
        <source>International</source>
        <translation>国际</translation>
    </message>
    <message>
        <source>Bulk edit</source>
        <translation>批量修改</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Price up</source>
        <translation>上调</translation>
    </message>
    <message>
        <source>Price down</source>
        <translation>下调</translation>
    </message>
    <message>
        <source>Closed: not in the file</source>
        <translation>关闭：文件中没有</translation>
    </message>
    <message>
        <source>Former rate ended</source>
        <translation>原费率结束</translation>
    </message>
    <message>
        <source>By percent</source>
        <translation>按百分比</translation>
    </message>
    <message>
        <source>By amount</source>
        <translation>按金额</translation>
    </message>
    <message>
        <source>To a price</source>
        <translation>改为指定价格</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Future</source>
        <translation>未来</translation>
    </message>
    <message>
        <source>Past</source>
        <translation>过去</translation>
    </message>
    <message>
        <source>No lock</source>
        <translation>未锁定</translation>
    </message>
    <message>
        <source>Applies</source>
        <translation>适用</translation>
    </message>
    <message>
        <source>A longer prefix wins</source>
        <translation>有更长的匹配前缀</translation>
    </message>
    <message>
        <source>Not yet effective</source>
        <translation>尚未生效</translation>
    </message>
    <message>
        <source>No longer effective</source>
        <translation>已失效</translation>
    </message>
    <message>
        <source>The private rate group goes first</source>
        <translation>私有费率组优先</translation>
    </message>
    <message>
        <source>Country code</source>
        <translation>国家码</translation>
    </message>
    <message>
        <source>Increments</source>
        <translation>计费单位</translation>
    </message>
    <message>
        <source>Connection fee</source>
        <translation>接续费</translation>
    </message>
    <message>
        <source>Status or mode</source>
        <translation>状态或方式</translation>
    </message>
    <message>
        <source>Condition: must be blank</source>
        <translation>条件：必须为空</translation>
    </message>
    <message>
        <source>Which column holds the prefixes? Click on its title.</source>
        <translation>哪一列是前缀？请点击它的标题。</translation>
    </message>
    <message>
        <source>Which column holds the price? Click on its title.</source>
        <translation>哪一列是价格？请点击它的标题。</translation>
    </message>
    <message>
        <source>Dates such as 03/04/2026: does the day, the month or the year stand first?</source>
        <translation>像 03/04/2026 这样的日期：日、月、年哪个在前？</translation>
    </message>
    <message>
        <source>Prices such as 1,226: is the comma a decimal sign, or does it part thousands?</source>
        <translation>像 1,226 这样的价格：逗号是小数点还是千位分隔符？</translation>
    </message>
    <message>
        <source>Every prefix begins with 00. Is it left out?</source>
        <translation>所有前缀都以 00 开头。要去掉吗？</translation>
    </message>
    <message>
        <source>Some dashes in prefixes stand for no range. What do they mean?</source>
        <translation>前缀中有的短横线不表示号段。它们是什么意思？</translation>
    </message>
    <message>
        <source>Which columns hold the billing increments? Click on their titles.</source>
        <translation>哪些列是计费单位？请点击它们的标题。</translation>
    </message>
    <message>
        <source>The sheet says nothing of increments: those below are taken.</source>
        <translation>表格没有说明计费单位：采用下面的值。</translation>
    </message>
    <message>
        <source>There is no header line: the columns were told by what they hold.</source>
        <translation>没有标题行：根据内容判断各列。</translation>
    </message>
    <message>
        <source>The sheet has 65,536 rows: an old program may have cut it there.</source>
        <translation>表格有 65,536 行：可能被旧程序截断了。</translation>
    </message>
    <message>
        <source>The file ends in the middle of a character: it was not sent whole.</source>
        <translation>文件在一个字符中间结束：没有完整发送。</translation>
    </message>
    <message>
        <source>More than one sheet looks like rates.</source>
        <translation>不止一个工作表像费率表。</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>年、月、日</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>日、月、年</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>月、日、年</translation>
    </message>
    <message>
        <source>point: 0.5</source>
        <translation>点：0.5</translation>
    </message>
    <message>
        <source>comma: 0,5</source>
        <translation>逗号：0,5</translation>
    </message>
    <message>
        <source>both, where it is certain</source>
        <translation>两者，在确定的情况下</translation>
    </message>
    <message>
        <source>Dearer</source>
        <translation>上涨</translation>
    </message>
    <message>
        <source>Cheaper</source>
        <translation>下降</translation>
    </message>
    <message>
        <source>Changed otherwise</source>
        <translation>其他变更</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not in the file: closed</source>
        <translation>文件中没有：关闭</translation>
    </message>
    <message>
        <source>Ended by a change</source>
        <translation>因变更而结束</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Rates in the file are added or changed. All others stay.</source>
        <translation>新增或变更文件中的费率，其他保持不变。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>As update; and rates that the file lacks are closed.</source>
        <translation>同更新；并关闭文件中没有的费率。</translation>
    </message>
    <message>
        <source>Rates whose prefixes stand in the file are closed.</source>
        <translation>关闭文件中所列前缀的费率。</translation>
    </message>
    <message>
        <source>{column}: {reason}</source>
        <translation>{column}：{reason}</translation>
    </message>
    <message>
        <source>Depends on the call</source>
        <translation>视通话而定</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>Only in the first</source>
        <translation>仅第一方有</translation>
    </message>
    <message>
        <source>Only in the second</source>
        <translation>仅第二方有</translation>
    </message>
    <message>
        <source>{prefix} without {count} longer</source>
        <translation>{prefix}（不含 {count} 个更长前缀）</translation>
    </message>
    <message>
        <source>below {percent} %</source>
        <translation>低于 {percent} %</translation>
    </message>
    <message>
        <source>long calls</source>
        <translation>长通话</translation>
    </message>
    <message>
        <source>no rate group</source>
        <translation>无费率组</translation>
    </message>
    <message>
        <source>{deck} ({count} rates, {time})</source>
        <translation>{deck}（{count} 条费率，{time}）</translation>
    </message>
    <message>
        <source>{count} ({share})</source>
        <translation>{count}（{share}）</translation>
    </message>
    <message>
        <source>Longer prefixes without</source>
        <translation>不含的更长前缀数</translation>
    </message>
    <message>
        <source>Share in percent</source>
        <translation>占比（百分比）</translation>
    </message>
    <message>
        <source>Change in percent</source>
        <translation>变化（百分比）</translation>
    </message>
    <message>
        <source>Cheaper for calls of (seconds)</source>
        <translation>更便宜的通话时长（秒）</translation>
    </message>
    <message>
        <source>Second billing cycle</source>
        <translation>第二方计费周期</translation>
    </message>
    <message>
        <source>Second tax in percent</source>
        <translation>第二方税率（百分比）</translation>
    </message>
    <message>
        <source>Second section rates</source>
        <translation>第二方分段费率</translation>
    </message>
    <message>
        <source>Warn</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>已开始</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>{stage} {done} of {total}</source>
        <translation>{stage} {done} / {total}</translation>
    </message>
    <message>
        <source>Low balance</source>
        <translation>余额预警</translation>
    </message>
    <message>
        <source>Rate search</source>
        <translation>费率查询</translation>
    </message>
    <message>
        <source>Sheet templates</source>
        <translation>费率表模板</translation>
    </message>
    <message>
        <source>Replaced by a later rate</source>
        <translation>被后来的费率取代</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>正在写入…</translation>
    </message>
    <message>
        <source>Finishing…</source>
        <translation>正在完成…</translation>
    </message>
    <message>
        <source>Operation right</source>
        <translation>操作权限</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>See the account and its records</source>
        <translation>查看账户及其记录</translation>
    </message>
    <message>
        <source>Add sub-accounts</source>
        <translation>新增下级账户</translation>
    </message>
    <message>
        <source>Use the rate group</source>
        <translation>使用费率组</translation>
    </message>
    <message>
        <source>See its rates</source>
        <translation>查看其费率</translation>
    </message>
    <message>
        <source>Edit its rates</source>
        <translation>编辑其费率</translation>
    </message>
    <message>
        <source>Ask for the state of the installation</source>
        <translation>查询系统状态</translation>
    </message>
    <message>
        <source>Create the first administrator</source>
        <translation>创建第一个管理员</translation>
    </message>
    <message>
        <source>Log in by remembered device</source>
        <translation>通过已记住的设备登录</translation>
    </message>
    <message>
        <source>See own profile</source>
        <translation>查看本人信息</translation>
    </message>
    <message>
        <source>Change own password</source>
        <translation>修改本人密码</translation>
    </message>
    <message>
        <source>Lock session</source>
        <translation>锁定会话</translation>
    </message>
    <message>
        <source>Unlock session</source>
        <translation>解锁会话</translation>
    </message>
    <message>
        <source>See online users</source>
        <translation>查看在线用户</translation>
    </message>
    <message>
        <source>List users</source>
        <translation>查询用户列表</translation>
    </message>
    <message>
        <source>Count users</source>
        <translation>统计用户数量</translation>
    </message>
    <message>
        <source>See user</source>
        <translation>查看用户</translation>
    </message>
    <message>
        <source>Modify user</source>
        <translation>修改用户</translation>
    </message>
    <message>
        <source>Lock or unlock user</source>
        <translation>锁定或解锁用户</translation>
    </message>
    <message>
        <source>Preview rights</source>
        <translation>预览权限</translation>
    </message>
    <message>
        <source>List rights templates</source>
        <translation>查询权限模板</translation>
    </message>
    <message>
        <source>Create rights template</source>
        <translation>创建权限模板</translation>
    </message>
    <message>
        <source>Modify rights template</source>
        <translation>修改权限模板</translation>
    </message>
    <message>
        <source>List accounts</source>
        <translation>查询账户列表</translation>
    </message>
    <message>
        <source>Count accounts</source>
        <translation>统计账户数量</translation>
    </message>
    <message>
        <source>Sum up accounts</source>
        <translation>账户合计</translation>
    </message>
    <message>
        <source>See account</source>
        <translation>查看账户</translation>
    </message>
    <message>
        <source>Search accounts</source>
        <translation>搜索账户</translation>
    </message>
    <message>
        <source>See agent accounts</source>
        <translation>查看代理账户</translation>
    </message>
    <message>
        <source>Modify account</source>
        <translation>修改账户</translation>
    </message>
    <message>
        <source>Lock or unlock account</source>
        <translation>锁定或解锁账户</translation>
    </message>
    <message>
        <source>Change rate group of account</source>
        <translation>修改账户的费率组</translation>
    </message>
    <message>
        <source>Make private rates of account</source>
        <translation>为账户新建私有费率</translation>
    </message>
    <message>
        <source>Preview a move</source>
        <translation>预览转移</translation>
    </message>
    <message>
        <source>Move account</source>
        <translation>转移账户</translation>
    </message>
    <message>
        <source>Count selected accounts</source>
        <translation>统计所选账户</translation>
    </message>
    <message>
        <source>Lock or unlock accounts</source>
        <translation>批量锁定或解锁账户</translation>
    </message>
    <message>
        <source>Change rate group of accounts</source>
        <translation>批量修改账户的费率组</translation>
    </message>
    <message>
        <source>Ask why</source>
        <translation>查询原因</translation>
    </message>
    <message>
        <source>See access list of account</source>
        <translation>查看账户的权限名单</translation>
    </message>
    <message>
        <source>Preview access to account</source>
        <translation>预览账户权限</translation>
    </message>
    <message>
        <source>Authorize user on account</source>
        <translation>授权用户操作账户</translation>
    </message>
    <message>
        <source>Remove user from access list of account</source>
        <translation>从账户的权限名单移除用户</translation>
    </message>
    <message>
        <source>See access list of rate group</source>
        <translation>查看费率组的权限名单</translation>
    </message>
    <message>
        <source>Authorize user on rate group</source>
        <translation>授权用户使用费率组</translation>
    </message>
    <message>
        <source>Remove user from access list of rate group</source>
        <translation>从费率组的权限名单移除用户</translation>
    </message>
    <message>
        <source>See effective access</source>
        <translation>查看有效权限</translation>
    </message>
    <message>
        <source>See who can</source>
        <translation>查看谁能操作</translation>
    </message>
    <message>
        <source>Create new agent</source>
        <translation>新建代理商</translation>
    </message>
    <message>
        <source>List rate groups</source>
        <translation>查询费率组列表</translation>
    </message>
    <message>
        <source>Count rate groups</source>
        <translation>统计费率组数量</translation>
    </message>
    <message>
        <source>See rate group</source>
        <translation>查看费率组</translation>
    </message>
    <message>
        <source>See rate groups to choose from</source>
        <translation>查看可选费率组</translation>
    </message>
    <message>
        <source>Create rate group</source>
        <translation>创建费率组</translation>
    </message>
    <message>
        <source>Modify rate group</source>
        <translation>修改费率组</translation>
    </message>
    <message>
        <source>Copy rate group</source>
        <translation>复制费率组</translation>
    </message>
    <message>
        <source>List rates</source>
        <translation>查询费率列表</translation>
    </message>
    <message>
        <source>Count rates</source>
        <translation>统计费率数量</translation>
    </message>
    <message>
        <source>See rate</source>
        <translation>查看费率</translation>
    </message>
    <message>
        <source>Modify rate</source>
        <translation>修改费率</translation>
    </message>
    <message>
        <source>Preview rate export</source>
        <translation>预览费率导出</translation>
    </message>
    <message>
        <source>Export rates</source>
        <translation>导出费率</translation>
    </message>
    <message>
        <source>Price a number</source>
        <translation>号码计费查询</translation>
    </message>
    <message>
        <source>Of the rates in effect in the group that is asked first it has the longest prefix.</source>
        <translation>在最先查询的费率组中，它是已生效费率里前缀最长的一条。</translation>
    </message>
    <message>
        <source>{winner} is in effect too, and longer: it fits the number in {digits} digits more.</source>
        <translation>{winner} 同样已生效且更长：与号码多匹配 {digits} 位。</translation>
    </message>
    <message>
        <source>It takes effect at {since}, after the time that is asked for.</source>
        <translation>它于 {since} 才生效，晚于所查询的时间。</translation>
    </message>
    <message>
        <source>It ended at {until}, before the time that is asked for.</source>
        <translation>它已于 {until} 失效，早于所查询的时间。</translation>
    </message>
    <message>
        <source>A rate of the same prefix took effect later, at {winner_since}, and replaced it.</source>
        <translation>同一前缀的另一费率于 {winner_since} 生效，已将其取代。</translation>
    </message>
    <message>
        <source>The private rate group is asked first, and {winner} matches there.</source>
        <translation>私有费率组优先查询，其中 {winner} 已匹配。</translation>
    </message>
    <message>
        <source>The longest prefix in effect, but locked: the call is refused, and no other rate takes its place.</source>
        <translation>它是已生效的最长前缀，但已锁定：呼叫被拒绝，不会改用其他费率。</translation>
    </message>
    <message>
        <source>Cancel a scheduled rate</source>
        <translation>撤回预定费率</translation>
    </message>
    <message>
        <source>Search rates</source>
        <translation>搜索费率</translation>
    </message>
    <message>
        <source>Count found rates</source>
        <translation>统计搜索到的费率</translation>
    </message>
    <message>
        <source>Look at a rate sheet</source>
        <translation>查看费率表文件</translation>
    </message>
    <message>
        <source>Plan a rate import</source>
        <translation>预览费率导入方案</translation>
    </message>
    <message>
        <source>Plan a bulk edit of rates</source>
        <translation>预览费率批量修改</translation>
    </message>
    <message>
        <source>List the rows of a plan</source>
        <translation>查询方案明细</translation>
    </message>
    <message>
        <source>Count the rows of a plan</source>
        <translation>统计方案明细</translation>
    </message>
    <message>
        <source>Mend refused rows</source>
        <translation>修正被拒绝的行</translation>
    </message>
    <message>
        <source>Save refused rows</source>
        <translation>保存被拒绝的行</translation>
    </message>
    <message>
        <source>Change many rates</source>
        <translation>批量更改费率</translation>
    </message>
    <message>
        <source>Undo a change of many rates</source>
        <translation>撤销费率批量更改</translation>
    </message>
    <message>
        <source>List rate imports</source>
        <translation>查询费率导入记录</translation>
    </message>
    <message>
        <source>Count rate imports</source>
        <translation>统计费率导入记录</translation>
    </message>
    <message>
        <source>See rate import</source>
        <translation>查看费率导入记录</translation>
    </message>
    <message>
        <source>List the rates of an import</source>
        <translation>查询导入涉及的费率</translation>
    </message>
    <message>
        <source>Count the rates of an import</source>
        <translation>统计导入涉及的费率</translation>
    </message>
    <message>
        <source>List sheet templates</source>
        <translation>查询费率表模板</translation>
    </message>
    <message>
        <source>Save sheet template</source>
        <translation>保存费率表模板</translation>
    </message>
    <message>
        <source>Modify sheet template</source>
        <translation>修改费率表模板</translation>
    </message>
    <message>
        <source>Rename sheet template {name}</source>
        <translation>重命名费率表模板 {name}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Sheet template renamed</source>
        <translation>费率表模板已重命名</translation>
    </message>
    <message>
        <source>Sheet template deleted: {name}</source>
        <translation>费率表模板已删除：{name}</translation>
    </message>
    <message>
        <source>Sheets like these are guessed anew from then on.</source>
        <translation>此后同类费率表将重新识别。</translation>
    </message>
    <message>
        <source>What was imported by it stays.</source>
        <translation>用它导入的费率保持不变。</translation>
    </message>
    <message>
        <source>Delete sheet template</source>
        <translation>删除费率表模板</translation>
    </message>
    <message>
        <source>First rate</source>
        <translation>第一方费率</translation>
    </message>
    <message>
        <source>First minute cost</source>
        <translation>第一方每分钟费用</translation>
    </message>
    <message>
        <source>Second rate</source>
        <translation>第二方费率</translation>
    </message>
    <message>
        <source>Second minute cost</source>
        <translation>第二方每分钟费用</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>占比</translation>
    </message>
    <message>
        <source>Cheaper for calls of</source>
        <translation>更便宜的通话时长</translation>
    </message>
    <message>
        <source>First prefix</source>
        <translation>第一方前缀</translation>
    </message>
    <message>
        <source>First billing cycle</source>
        <translation>第一方计费周期</translation>
    </message>
    <message>
        <source>First tax in percent</source>
        <translation>第一方税率（百分比）</translation>
    </message>
    <message>
        <source>First section rates</source>
        <translation>第一方分段费率</translation>
    </message>
    <message>
        <source>Second prefix</source>
        <translation>第二方前缀</translation>
    </message>
    <message>
        <source>Neither of the two has rates</source>
        <translation>双方都没有费率</translation>
    </message>
    <message>
        <source>Choose others, or another time.</source>
        <translation>请选择其他费率组或其他时间。</translation>
    </message>
    <message>
        <source>Cheaper for some calls</source>
        <translation>部分通话更便宜</translation>
    </message>
    <message>
        <source>Choose two rate groups, or one at two times, and compare them.</source>
        <translation>选择两个费率组，或同一费率组的两个时间，然后比较。</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare rates</source>
        <translation>比较费率</translation>
    </message>
    <message>
        <source>Compare: {name}</source>
        <translation>比较：{name}</translation>
    </message>
    <message>
        <source>First: {first}. Second: {second}.</source>
        <translation>第一方：{first}。第二方：{second}。</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一方</translation>
    </message>
    <message>
        <source>First, at</source>
        <translation>第一方时间</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二方</translation>
    </message>
    <message>
        <source>Second, at</source>
        <translation>第二方时间</translation>
    </message>
    <message>
        <source>at</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Excel workbooks (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>List compared rates</source>
        <translation>列出费率比较结果</translation>
    </message>
    <message>
        <source>Count compared rates</source>
        <translation>统计费率比较结果</translation>
    </message>
    <message>
        <source>Sum up compared rates</source>
        <translation>汇总费率比较结果</translation>
    </message>
    <message>
        <source>Export compared rates</source>
        <translation>导出费率比较结果</translation>
    </message>
    <message>
        <source>Report losses</source>
        <translation>亏损报告</translation>
    </message>
    <message>
        <source>List losses</source>
        <translation>列出亏损</translation>
    </message>
    <message>
        <source>Count losses</source>
        <translation>统计亏损</translation>
    </message>
    <message>
        <source>Check an account for losses</source>
        <translation>检查账户是否亏损</translation>
    </message>
    <message>
        <source>Check a prefix for losses</source>
        <translation>检查前缀是否亏损</translation>
    </message>
    <message>
        <source>List payment records</source>
        <translation>查询缴费记录</translation>
    </message>
    <message>
        <source>Count payment records</source>
        <translation>统计缴费记录数量</translation>
    </message>
    <message>
        <source>Sum up payment records</source>
        <translation>缴费记录合计</translation>
    </message>
    <message>
        <source>See payment record</source>
        <translation>查看缴费记录</translation>
    </message>
    <message>
        <source>Look up a payment</source>
        <translation>查找缴费</translation>
    </message>
    <message>
        <source>Reverse payment</source>
        <translation>冲正缴费</translation>
    </message>
    <message>
        <source>Recharge accounts</source>
        <translation>批量充值账户</translation>
    </message>
    <message>
        <source>List calls</source>
        <translation>列出通话</translation>
    </message>
    <message>
        <source>Count calls</source>
        <translation>统计通话数</translation>
    </message>
    <message>
        <source>Sum up calls</source>
        <translation>汇总通话</translation>
    </message>
    <message>
        <source>Open a call</source>
        <translation>打开通话</translation>
    </message>
    <message>
        <source>Export calls</source>
        <translation>导出通话</translation>
    </message>
    <message>
        <source>Look at a file of calls</source>
        <translation>查看话单文件</translation>
    </message>
    <message>
        <source>Import calls</source>
        <translation>导入话单</translation>
    </message>
    <message>
        <source>None of these calls is refused.</source>
        <translation>这些通话均未被拒绝。</translation>
    </message>
    <message>
        <source>Refused calls are rated at the rates and by the balances of now. Calls that were charged stay.</source>
        <translation>被拒绝的通话按当前费率和余额重新计费。已扣费的通话保持不变。</translation>
    </message>
    <message>
        <source>Rate calls again</source>
        <translation>重新计费</translation>
    </message>
    <message>
        <source>Tried: {tried}. Charged: {charged} ({amount}). Without duration: {free}. Refused: {refused}.</source>
        <translation>处理：{tried}。已扣费：{charged}（{amount}）。无时长：{free}。拒绝：{refused}。</translation>
    </message>
    <message>
        <source>Cancelled; what was done by then stays.</source>
        <translation>已取消；之前完成的部分保留。</translation>
    </message>
    <message>
        <source>Ask for the income</source>
        <translation>查询收入</translation>
    </message>
    <message>
        <source>Ask how far a task is</source>
        <translation>查询任务进度</translation>
    </message>
    <message>
        <source>Fetch the result of a task</source>
        <translation>获取任务结果</translation>
    </message>
    <message>
        <source>Cancel a task</source>
        <translation>取消任务</translation>
    </message>
    <message>
        <source>Announce a file</source>
        <translation>登记文件</translation>
    </message>
    <message>
        <source>Send a file</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Fetch a file</source>
        <translation>获取文件</translation>
    </message>
    <message>
        <source>Drop a file</source>
        <translation>丢弃文件</translation>
    </message>
    <message>
        <source>List log lines</source>
        <translation>查询日志</translation>
    </message>
    <message>
        <source>Count log lines</source>
        <translation>统计日志数量</translation>
    </message>
    <message>
        <source>List system parameters</source>
        <translation>查询系统参数</translation>
    </message>
    <message>
        <source>Change system parameter</source>
        <translation>修改系统参数</translation>
    </message>
    <message>
        <source>Currency name</source>
        <translation>货币名称</translation>
    </message>
    <message>
        <source>Displayed decimals</source>
        <translation>显示小数位数</translation>
    </message>
    <message>
        <source>Days until an account expires</source>
        <translation>账户有效天数</translation>
    </message>
    <message>
        <source>Password again for payments from</source>
        <translation>缴费达到此金额须再次输入密码</translation>
    </message>
    <message>
        <source>Loss protection</source>
        <translation>亏损保护</translation>
    </message>
    <message>
        <source>Minutes until an idle session locks</source>
        <translation>会话闲置锁定分钟数</translation>
    </message>
    <message>
        <source>Hours until a session ends</source>
        <translation>会话有效小时数</translation>
    </message>
    <message>
        <source>Double-click: {act}</source>
        <translation>双击：{act}</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was written.</source>
        <translation>已取消。没有写入任何内容。</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Writing the file…</source>
        <translation>正在写入文件…</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>您本人的密码</translation>
    </message>
    <message>
        <source>A large amount: it is asked for again.</source>
        <translation>大额缴费：需要再次输入。</translation>
    </message>
    <message>
        <source>Notes of earlier payments could not be read: {error}</source>
        <translation>无法读取先前缴费的记录：{error}</translation>
    </message>
    <message>
        <source>Payments of the last run</source>
        <translation>上次运行时的缴费</translation>
    </message>
    <message>
        <source>The program ended before it knew what became of these payments. Nothing was sent again.</source>
        <translation>程序在得知以下缴费的结果之前已结束。没有重新发送任何缴费。</translation>
    </message>
    <message>
        <source>{act}, account {account}, {amount}, {time}:</source>
        <translation>{act}，账户 {account}，{amount}，{time}：</translation>
    </message>
    <message>
        <source>{act}, accounts: {count}, {amount} each, {time}:</source>
        <translation>{act}，账户数 {count}，每户 {amount}，{time}：</translation>
    </message>
    <message>
        <source>recorded, record number {id}.</source>
        <translation>已记录，记录号 {id}。</translation>
    </message>
    <message>
        <source>not recorded.</source>
        <translation>未记录。</translation>
    </message>
    <message>
        <source>not known yet. It is asked again at the next start.</source>
        <translation>尚不清楚，下次启动时会再次查询。</translation>
    </message>
    <message>
        <source>Charges of the &amp;call…</source>
        <translation>通话扣费明细(&amp;C)…</translation>
    </message>
    <message>
        <source>Calls of the acco&amp;unt</source>
        <translation>该账户的通话(&amp;U)</translation>
    </message>
    <message>
        <source>Rate &amp;again…</source>
        <translation>重新计费(&amp;A)…</translation>
    </message>
    <message>
        <source>I&amp;mport call records…</source>
        <translation>导入话单(&amp;M)…</translation>
    </message>
    <message>
        <source>E&amp;xport calls to CSV…</source>
        <translation>导出通话为 CSV(&amp;X)…</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>利润</translation>
    </message>
    <message>
        <source>Rows beyond these</source>
        <translation>未显示的行</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Of calls of accounts that have an agent, as far as you may see it. Per day the house counts what its own accounts paid, which have none: choose an agent account, or ask per account or per agent.</source>
        <translation>仅含有代理商且您有权查看的账户的通话。按日统计时只计算没有代理商的账户所付的费用，因此此列为空：请选择代理账户，或按账户、按代理商统计。</translation>
    </message>
    <message>
        <source>No charged calls in this period</source>
        <translation>此期间没有扣费的通话</translation>
    </message>
    <message>
        <source>Choose another period, or other accounts.</source>
        <translation>请选择其他期间或账户。</translation>
    </message>
    <message>
        <source>Per</source>
        <translation>统计方式</translation>
    </message>
    <message>
        <source>Refused rows</source>
        <translation>被拒绝的行</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>Click to say what this column holds.</source>
        <translation>点击说明此列的内容。</translation>
    </message>
    <message>
        <source>First and last rows of the sheet</source>
        <translation>表格的前几行和后几行</translation>
    </message>
    <message>
        <source>What this column holds…</source>
        <translation>此列的内容…</translation>
    </message>
    <message>
        <source>Line {line} is the header line</source>
        <translation>第 {line} 行是标题行</translation>
    </message>
    <message>
        <source>There is no header line</source>
        <translation>没有标题行</translation>
    </message>
    <message>
        <source>Import &amp;history</source>
        <translation>导入记录(&amp;H)</translation>
    </message>
    <message>
        <source>Import his&amp;tory of the group</source>
        <translation>该组的导入记录(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Changes of these rates</source>
        <translation>这些费率的更改记录(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Rates that it touched…</source>
        <translation>涉及的费率(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Undo all of it…</source>
        <translation>全部撤销(&amp;U)…</translation>
    </message>
    <message>
        <source>In effect</source>
        <translation>有效</translation>
    </message>
    <message>
        <source>Undone {time} by {login}</source>
        <translation>{login} 于 {time} 撤销</translation>
    </message>
    <message>
        <source>Undone {time}</source>
        <translation>于 {time} 撤销</translation>
    </message>
    <message>
        <source>All of it was taken back</source>
        <translation>已全部撤回</translation>
    </message>
    <message>
        <source>File or act</source>
        <translation>文件或操作</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>No changes of many rates yet</source>
        <translation>尚无费率批量更改</translation>
    </message>
    <message>
        <source>Every import, bulk edit and deletion is kept here, and can be undone.</source>
        <translation>每次导入、批量修改和删除都记录在此，并可撤销。</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>已撤销</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Import history: {group}</source>
        <translation>导入记录：{group}</translation>
    </message>
    <message>
        <source>Import history</source>
        <translation>导入记录</translation>
    </message>
    <message>
        <source>This database stands on a server, whose own tools make and restore its backups.</source>
        <translation>此数据库位于服务器上，由服务器自带的工具备份和恢复。</translation>
    </message>
    <message>
        <source>This is no backup of this program, or it is damaged. The database was not touched.</source>
        <translation>这不是本程序的备份，或者备份已损坏。数据库未被改动。</translation>
    </message>
    <message>
        <source>The books of the backup are not in order: findings: {count}. The database was not touched.</source>
        <translation>备份的账目不正确：发现 {count} 处。数据库未被改动。</translation>
    </message>
    <message>
        <source>This backup is no longer there. Refresh the list.</source>
        <translation>该备份已不存在，请刷新列表。</translation>
    </message>
    <message>
        <source>The books of the backup are not in order.</source>
        <translation>备份的账目不正确。</translation>
    </message>
    <message>
        <source>Call charge</source>
        <translation>话费</translation>
    </message>
    <message>
        <source>The books were not verified yet.</source>
        <translation>账目尚未核验。</translation>
    </message>
    <message>
        <source>✓ In order on {time}: accounts: {accounts}, entries: {entries} ({user}, {seconds} s).</source>
        <translation>✓ {time} 账目正确：账户 {accounts} 个，记录 {entries} 条（{user}，{seconds} 秒）。</translation>
    </message>
    <message>
        <source>✗ Findings on {time}: {found}; accounts: {accounts}, entries: {entries} ({user}, {seconds} s).</source>
        <translation>✗ {time} 发现问题 {found} 处；账户 {accounts} 个，记录 {entries} 条（{user}，{seconds} 秒）。</translation>
    </message>
    <message>
        <source>The first {count} are listed.</source>
        <translation>列出前 {count} 处。</translation>
    </message>
    <message>
        <source>number/seq/balance/hash, as it stands at the end of a statement</source>
        <translation>号码/序号/余额/校验值，即对账单末尾所示</translation>
    </message>
    <message>
        <source>Closing entry to check too</source>
        <translation>同时核对的期末记录</translation>
    </message>
    <message>
        <source>Account id</source>
        <translation>账户编号</translation>
    </message>
    <message>
        <source>As the rules allow</source>
        <translation>规则允许</translation>
    </message>
    <message>
        <source>A fault</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>发现的问题</translation>
    </message>
    <message>
        <source>No findings are known</source>
        <translation>没有已知问题</translation>
    </message>
    <message>
        <source>Verify now checks every entry against the one before it, its account and its hash.</source>
        <translation>“立即核验”会将每条记录与前一条、其账户及其哈希值核对。</translation>
    </message>
    <message>
        <source>This is not the closing entry of a statement: number/seq/balance/hash.</source>
        <translation>这不是对账单的期末记录：号码/序号/余额/校验值。</translation>
    </message>
    <message>
        <source>The verification was cancelled.</source>
        <translation>核验已取消。</translation>
    </message>
    <message>
        <source>The books lead to the closing entry of the statement.</source>
        <translation>账目与对账单的期末记录一致。</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>账目核验</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Column template</source>
        <translation>列模板</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Verify the books</source>
        <translation>核验账目</translation>
    </message>
    <message>
        <source>View backups</source>
        <translation>查看备份</translation>
    </message>
    <message>
        <source>Make backups</source>
        <translation>创建备份</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>每日</translation>
    </message>
    <message>
        <source>Before a migration</source>
        <translation>迁移前</translation>
    </message>
    <message>
        <source>Before restoring</source>
        <translation>恢复前</translation>
    </message>
    <message>
        <source>Read a statement</source>
        <translation>查看对账单</translation>
    </message>
    <message>
        <source>Read the payments of a statement</source>
        <translation>查看对账单的缴费</translation>
    </message>
    <message>
        <source>List column templates</source>
        <translation>列出列模板</translation>
    </message>
    <message>
        <source>Save column template</source>
        <translation>保存列模板</translation>
    </message>
    <message>
        <source>Modify column template</source>
        <translation>修改列模板</translation>
    </message>
    <message>
        <source>Delete column template</source>
        <translation>删除列模板</translation>
    </message>
    <message>
        <source>See the last verification</source>
        <translation>查看上次核验</translation>
    </message>
    <message>
        <source>List backups</source>
        <translation>列出备份</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>创建备份</translation>
    </message>
    <message>
        <source>The database becomes again what it was at that time. Everything that was done since is taken out of it.</source>
        <translation>数据库将恢复到当时的状态，此后的所有操作都会被移除。</translation>
    </message>
    <message>
        <source>The backup is checked and its books are verified first; nothing is touched when something is wrong.</source>
        <translation>会先检查备份并核验其账目；如有问题，不作任何改动。</translation>
    </message>
    <message>
        <source>What stands there now is kept as a backup. Everybody has to log in again.</source>
        <translation>现有数据将保留为备份。所有人需要重新登录。</translation>
    </message>
    <message>
        <source>The backup of {time}</source>
        <translation>{time} 的备份</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>&amp;Back up now</source>
        <translation>立即备份(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>恢复(&amp;R)…</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Verify now</source>
        <translation>立即核验(&amp;V)</translation>
    </message>
    <message>
        <source>{count} MiB</source>
        <translation>{count} MiB</translation>
    </message>
    <message>
        <source>{count} KiB</source>
        <translation>{count} KiB</translation>
    </message>
    <message>
        <source>A backup is made every day that the program runs. Folder: {folder}</source>
        <translation>程序运行时每天自动备份。文件夹：{folder}</translation>
    </message>
    <message>
        <source>The daily backup failed. {why}</source>
        <translation>每日备份失败。{why}</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>No backups yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>The first one is made by itself, or now by Back up now.</source>
        <translation>首个备份会自动创建，也可点击“立即备份”。</translation>
    </message>
    <message>
        <source>Backed up: {name}</source>
        <translation>已备份：{name}</translation>
    </message>
    <message>
        <source>Loss: {account} pays less than its agent {agent} for {count} ranges of numbers; for {prefix}, {price} a minute against {cost}.</source>
        <translation>亏损：{account} 在 {count} 个号段上的价格低于其代理商 {agent}；例如 {prefix}，每分钟 {price}，而代理商为 {cost}。</translation>
    </message>
    <message>
        <source>So do {count} more accounts.</source>
        <translation>另有 {count} 个账户同样如此。</translation>
    </message>
    <message>
        <source>Ranges at a loss</source>
        <translation>亏损号段</translation>
    </message>
    <message>
        <source>Worst for</source>
        <translation>最严重的前缀</translation>
    </message>
    <message>
        <source>Margin there</source>
        <translation>该处差额</translation>
    </message>
    <message>
        <source>Account&apos;s minute</source>
        <translation>账户每分钟费用</translation>
    </message>
    <message>
        <source>Agent&apos;s minute</source>
        <translation>代理商每分钟费用</translation>
    </message>
    <message>
        <source>No account pays less than its agent</source>
        <translation>没有账户的价格低于其代理商</translation>
    </message>
    <message>
        <source>As far as all rates on both sides are open to you.</source>
        <translation>仅限双方费率均对您可见的账户。</translation>
    </message>
    <message>
        <source>Account or agent</source>
        <translation>账户或代理商</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Loss report: {group}</source>
        <translation>亏损报告：{group}</translation>
    </message>
    <message>
        <source>Loss report</source>
        <translation>亏损报告</translation>
    </message>
    <message>
        <source>{count} of {checked} accounts pay less than their agents.</source>
        <translation>{checked} 个账户中有 {count} 个的价格低于其代理商。</translation>
    </message>
    <message>
        <source>{count} more were left out: not all of their rates are open to you.</source>
        <translation>另有 {count} 个账户未列入：其费率并非全部对您可见。</translation>
    </message>
    <message>
        <source>Page {number} of {pages}</source>
        <translation>第 {number} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>&amp;Recharge what is missing…</source>
        <translation>补充值(&amp;R)…</translation>
    </message>
    <message>
        <source>Show in &amp;payment records</source>
        <translation>在缴费记录中显示(&amp;P)</translation>
    </message>
    <message>
        <source>Whose payment is it?</source>
        <translation>这笔款属于哪个账户？</translation>
    </message>
    <message>
        <source>Reconciliation</source>
        <translation>对账</translation>
    </message>
    <message>
        <source>Reconcile lists with payment records</source>
        <translation>将清单与缴费记录对账</translation>
    </message>
    <message>
        <source>Look at a list of payments</source>
        <translation>查看缴费清单</translation>
    </message>
    <message>
        <source>Reconcile a list with payment records</source>
        <translation>将清单与缴费记录对账</translation>
    </message>
    <message>
        <source>List what was reconciled</source>
        <translation>列出对账结果</translation>
    </message>
    <message>
        <source>Count what was reconciled</source>
        <translation>统计对账结果</translation>
    </message>
    <message>
        <source>Export what was reconciled</source>
        <translation>导出对账结果</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Amount differs</source>
        <translation>金额不符</translation>
    </message>
    <message>
        <source>Missing in the books</source>
        <translation>账上缺少</translation>
    </message>
    <message>
        <source>Missing in the list</source>
        <translation>清单缺少</translation>
    </message>
    <message>
        <source>Doubled in the list</source>
        <translation>清单重复</translation>
    </message>
    <message>
        <source>Doubled in the books</source>
        <translation>账上重复</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Outside the period</source>
        <translation>不在期间内</translation>
    </message>
    <message>
        <source>Reversed</source>
        <translation>已冲正</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>Amount paid out</source>
        <translation>支出金额</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Payer</source>
        <translation>付款人</translation>
    </message>
    <message>
        <source>Which column holds what? Click on the titles.</source>
        <translation>各列分别是什么？请点击列标题。</translation>
    </message>
    <message>
        <source>Amounts such as 1,226: is the comma a decimal sign, or does it part thousands?</source>
        <translation>1,226 这样的金额：逗号是小数点，还是千位分隔符？</translation>
    </message>
    <message>
        <source>The reference</source>
        <translation>参考号</translation>
    </message>
    <message>
        <source>A word of the memo or note</source>
        <translation>备注或内部备注中的词</translation>
    </message>
    <message>
        <source>Choose a list of payments of a bank or cash desk: CSV, XLSX or XLS with a reference and an amount in each line. It is compared with the payment records; nothing is posted.</source>
        <translation>请选择银行或现金的缴费清单：CSV、XLSX 或 XLS，每行有参考号和金额。清单将与缴费记录对照，不会记账。</translation>
    </message>
    <message>
        <source>Lists (*.csv *.txt *.xlsx *.xls);;All files (*)</source>
        <translation>清单 (*.csv *.txt *.xlsx *.xls);;所有文件 (*)</translation>
    </message>
    <message>
        <source>List of payments</source>
        <translation>缴费清单</translation>
    </message>
    <message>
        <source>Lines: {count}. None has a date: say which column holds it, or name the period.</source>
        <translation>共 {count} 行，都没有日期：请指定日期列，或填写期间。</translation>
    </message>
    <message>
        <source>Lines: {count}. Look at what the columns hold, then compare.</source>
        <translation>共 {count} 行。请确认各列内容，然后比较。</translation>
    </message>
    <message>
        <source>✓ Everything matches.</source>
        <translation>✓ 全部一致。</translation>
    </message>
    <message>
        <source>Differences: {count}.</source>
        <translation>差异 {count} 处。</translation>
    </message>
    <message>
        <source>For {count} of them a record of the same amount, day and payer is suggested (≈).</source>
        <translation>其中 {count} 处有金额、日期和付款人相同的记录可供参考（≈）。</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>List</source>
        <translation>清单</translation>
    </message>
    <message>
        <source>Payments from</source>
        <translation>缴费期间从</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>Export reconciliation</source>
        <translation>导出对账结果</translation>
    </message>
    <message>
        <source>Amount and reference are the same on both sides.</source>
        <translation>双方的金额和参考号一致。</translation>
    </message>
    <message>
        <source>The reference is the same, the amount is not.</source>
        <translation>参考号相同，金额不同。</translation>
    </message>
    <message>
        <source>It stands on one side only.</source>
        <translation>只在一方出现。</translation>
    </message>
    <message>
        <source>The reference and the amount stood on this side before.</source>
        <translation>此参考号和金额在本方已出现过。</translation>
    </message>
    <message>
        <source>The line cannot be read.</source>
        <translation>此行无法读取。</translation>
    </message>
    <message>
        <source>The same amount, day and payer: perhaps this one. It is not counted as matched.</source>
        <translation>金额、日期和付款人相同：可能是这一笔。不计为一致。</translation>
    </message>
    <message>
        <source>Found by: {what}</source>
        <translation>匹配依据：{what}</translation>
    </message>
    <message>
        <source>The line names this account.</source>
        <translation>此行写明了该账户。</translation>
    </message>
    <message>
        <source>Perhaps: {what}</source>
        <translation>可能是：{what}</translation>
    </message>
    <message>
        <source>Perhaps: line {line}</source>
        <translation>可能是第 {line} 行</translation>
    </message>
    <message>
        <source>Date in the list</source>
        <translation>清单日期</translation>
    </message>
    <message>
        <source>Amount in the list</source>
        <translation>清单金额</translation>
    </message>
    <message>
        <source>Amount in the books</source>
        <translation>账上金额</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差额</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Time of the record</source>
        <translation>记录时间</translation>
    </message>
    <message>
        <source>Nothing here</source>
        <translation>此处没有内容</translation>
    </message>
    <message>
        <source>Choose another result above.</source>
        <translation>请在上方选择其他结果。</translation>
    </message>
    <message>
        <source>Reference, payer, account or memo</source>
        <translation>参考号、付款人、账户或备注</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>对账结果</translation>
    </message>
    <message>
        <source>In the list: {lines} lines, {listed}. In the books: {records} records, {booked}.</source>
        <translation>清单：{lines} 行，{listed}。账上：{records} 条，{booked}。</translation>
    </message>
    <message>
        <source>No account runs low</source>
        <translation>没有余额不足的账户</translation>
    </message>
    <message>
        <source>None is below its threshold, lasts for less than these days, or has a cover that is short.</source>
        <translation>没有账户低于预警值、可用天数少于所选天数或担保额度不足。</translation>
    </message>
    <message>
        <source>Below the threshold, or days left under</source>
        <translation>低于预警值，或剩余天数少于</translation>
    </message>
    <message>
        <source>Sheet &amp;templates</source>
        <translation>费率表模板(&amp;T)</translation>
    </message>
    <message>
        <source>Rename sheet te&amp;mplate…</source>
        <translation>重命名费率表模板(&amp;M)…</translation>
    </message>
    <message>
        <source>&amp;Delete sheet template…</source>
        <translation>删除费率表模板(&amp;D)…</translation>
    </message>
    <message>
        <source>Account {number} has private rates that are not yours to see.</source>
        <translation>账户 {number} 有私有费率，但您无权查看。</translation>
    </message>
    <message>
        <source>Account {number} has no private rates.</source>
        <translation>账户 {number} 没有私有费率。</translation>
    </message>
    <message>
        <source>Private rates of {account}</source>
        <translation>{account} 的私有费率</translation>
    </message>
    <message>
        <source>Private {number}</source>
        <translation>私有 {number}</translation>
    </message>
    <message>
        <source>Its rates go before those of the billing rate group; it begins empty, so that nothing changes yet.</source>
        <translation>其费率优先于计费费率组；新建时为空，因此暂不影响计费。</translation>
    </message>
    <message>
        <source>Make them</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>A rate group of this name is made and chosen as its private rate group.</source>
        <translation>将以此名称新建费率组，并选作其私有费率组。</translation>
    </message>
    <message>
        <source>Account {number} has private rates now.</source>
        <translation>账户 {number} 现已有私有费率。</translation>
    </message>
</context>
</TS>
